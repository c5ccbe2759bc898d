package io.hopguard.benchmarks.rehearsal;

import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.FailsafeExecutor;
import io.hopguard.benchmarks.outage.peer.Hopguard;
import io.hopguard.benchmarks.outage.peer.NoResilience;
import io.hopguard.benchmarks.outage.peer.Policy;
import io.hopguard.benchmarks.outage.peer.Site;
import io.hopguard.benchmarks.outage.upstream.Answer;
import io.hopguard.benchmarks.outage.upstream.Behaviour;
import io.hopguard.benchmarks.outage.upstream.Counted;
import io.hopguard.benchmarks.outage.upstream.Delivery;
import io.hopguard.benchmarks.outage.upstream.Reaction;
import io.hopguard.benchmarks.outage.upstream.Server;
import io.hopguard.benchmarks.outage.upstream.Wire;
import io.hopguard.benchmarks.outage.world.Call;
import io.hopguard.benchmarks.outage.world.SimulatedTime;
import io.hopguard.benchmarks.outage.world.World;
import io.hopguard.benchmarks.peer.FailsafeGuard;
import io.hopguard.benchmarks.peer.PeerKind;
import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** What the outage simulator says of a client in a full outage: the same calls at the same pace, every answer a 502. */
public final class Rehearsal {
    private static final long SEED = 20_261_121;
    private static final Behaviour BAD_GATEWAY = Behaviour.always(Reaction.of(502, 1));

    private final int calls;
    private final long pauseNanos;

    public Rehearsal(int calls, int perSecond) {
        this.calls = calls;
        this.pauseNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** How many requests reach the gateway. */
    public long requests(PeerKind kind) {
        SplittableRandom random = new SplittableRandom(SEED);
        World world = new World();
        Count count = new Count();
        Server gateway = new Server(world, Server.Capacity.UNLIMITED, BAD_GATEWAY, random.split());
        Wire wire = new Wire(world, new Counted(world, count, gateway));
        Policy policy = policy(kind, new Site(world, new SimulatedTime(world), wire, random.split()));
        for (int i = 0; i < calls; i++) {
            world.begin(i * pauseNanos, new Call(i * pauseNanos), () -> policy.call(Delivery.UNTOLD));
        }
        world.run();
        return count.requests;
    }

    private static Policy policy(PeerKind kind, Site site) {
        return switch (kind) {
            case HTTPCLIENT, HTTPCLIENT_LENGTH, OKHTTP, RESTCLIENT, ARMERIA -> new NoResilience(site);
            case HTTPCLIENT_RESILIENCE4J, FEIGN_RESILIENCE4J, JDK_RESILIENCE4J -> Resilience4j.withItsRetry(site);
            case RESTCLIENT_SPRING_CLOUD -> Resilience4j.withRetryTemplate(site);
            case OKHTTP_FAILSAFE -> failsafe(site);
            case ARMERIA_DECORATED -> Armeria.decorated(site);
            case METHANOL -> methanol(site);
            case HOPGUARD, HOPGUARD_RESTCLIENT -> new Hopguard(site, builder -> {});
        };
    }

    /** The real one: it never waits, and its breaker opens for longer than all calls take. */
    private static Policy failsafe(Site site) {
        FailsafeExecutor<Answer> guard = FailsafeGuard.of(answer -> !answer.ok());
        return told -> {
            try {
                return guard.get(() -> site.wire().send(Policy.TOTAL_NANOS));
            } catch (CircuitBreakerOpenException e) {
                return Answer.of(Answer.NOT_TRIED);
            }
        };
    }

    /** Four attempts and no breaker; how long it waits between them changes nothing. */
    private static Policy methanol(Site site) {
        return new RetriedThroughBreaker(site, Breaker.NONE, () -> {
            PrimitiveIterator.OfLong waits = LongStream.of(100, 200, 400, -1).iterator();
            return waits::nextLong;
        });
    }

    private static final class Count implements Counted.Counter {
        private long requests;

        @Override
        public void arrived(Call call, long nowNanos) {
            requests++;
        }

        @Override
        public void answered(Call call, Answer answer) {}
    }
}
