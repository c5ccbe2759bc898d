package io.hopguard.benchmarks.outage.upstream;

import io.hopguard.benchmarks.outage.world.World;
import java.util.List;

/**
 * Spreads requests over nodes in turn. The client sees one address. A node that is down is noticed after a while: until then
 * its requests are answered with 502.
 */
public final class Balancer implements Upstream {
    private static final long REFUSED_NANOS = 1_000_000;

    /** Nodes that are always up. */
    public static Balancer over(World world, List<Upstream> nodes) {
        return new Balancer(
                world,
                nodes.stream().map(node -> new Node(node, new Span(-1, -1), 0)).toList());
    }

    /**
     * One of them.
     *
     * @param server what answers
     * @param down when it is not there
     * @param noticedNanos how long the balancer takes to see that
     */
    public record Node(Upstream server, Span down, long noticedNanos) {
        boolean isOutAt(long now) {
            return down.contains(now) && now >= down.fromNanos() + noticedNanos;
        }
    }

    private final World world;
    private final List<Node> nodes;
    private int turn;

    public Balancer(World world, List<Node> nodes) {
        this.world = world;
        this.nodes = List.copyOf(nodes);
    }

    @Override
    public void receive(Delivery request) {
        long now = world.nanos();
        for (int tried = 0; tried < nodes.size(); tried++) {
            Node node = nodes.get(turn++ % nodes.size());
            if (node.isOutAt(now)) {
                continue;
            }
            if (node.down.contains(now)) {
                world.at(now + REFUSED_NANOS, () -> request.answer(Answer.of(502)));
            } else {
                node.server.receive(request);
            }
            return;
        }
        world.at(now + REFUSED_NANOS, () -> request.answer(Answer.of(503)));
    }
}
