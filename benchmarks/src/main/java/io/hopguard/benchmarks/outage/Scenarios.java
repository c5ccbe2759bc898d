package io.hopguard.benchmarks.outage;

import io.hopguard.benchmarks.outage.peer.Policy;
import io.hopguard.benchmarks.outage.upstream.Balancer;
import io.hopguard.benchmarks.outage.upstream.Behaviour;
import io.hopguard.benchmarks.outage.upstream.Gateway;
import io.hopguard.benchmarks.outage.upstream.Reaction;
import io.hopguard.benchmarks.outage.upstream.Server.Capacity;
import io.hopguard.benchmarks.outage.upstream.Service;
import io.hopguard.benchmarks.outage.upstream.Span;
import io.hopguard.benchmarks.outage.upstream.Upstream;
import java.util.List;
import java.util.stream.IntStream;

/** The outages. */
final class Scenarios {
    private static final long SECOND = 1_000_000_000;
    private static final Span MINUTE = Span.seconds(10, 70);
    private static final Span HALF_MINUTE = Span.seconds(10, 40);
    private static final Behaviour USUAL = Behaviour.healthy(20);
    private static final Behaviour BAD_GATEWAY = Behaviour.always(Reaction.of(502, 5));

    private Scenarios() {}

    static List<Scenario> all() {
        return List.of(
                blackHole(),
                oneBigSpike(),
                slow503sThenRevert(),
                all502For60s(),
                half502(),
                latencyRamp(),
                oneBadNodeOfFour(),
                metastable(),
                gatewayTimeoutMismatch(),
                rollingDeploy(),
                threeLayers());
    }

    private static Scenario blackHole() {
        return new Scenario(
                "black_hole",
                "One of two nodes behind a balancer takes requests and never answers, for 30 s. 50 calls/s, 100 ms.",
                60,
                HALF_MINUTE,
                HALF_MINUTE,
                Arrivals.steady(50),
                stage -> {
                    Behaviour well = Behaviour.healthy(100);
                    Behaviour swallowing = well.but(HALF_MINUTE, Behaviour.always(Reaction.SILENCE));
                    return stage.clientOf(twoNodes(stage, well, swallowing));
                });
    }

    private static Upstream twoNodes(Stage stage, Behaviour one, Behaviour other) {
        return stage.counted(Balancer.over(
                stage.world(),
                List.of(stage.server(Capacity.UNLIMITED, one), stage.server(Capacity.UNLIMITED, other))));
    }

    private static Scenario oneBigSpike() {
        Span burst = Span.seconds(10, 10.033);
        return new Scenario(
                "one_big_spike",
                "1,000 calls within 33 ms, on top of 20 calls/s. Two nodes do 100 requests at once, 150 ms each, and answer"
                        + " 503 to what comes on top.",
                40,
                burst,
                Span.seconds(10, 20),
                new Arrivals(20, burst, 30_000),
                stage -> {
                    Capacity capacity = new Capacity(100, 0, 503);
                    Behaviour steady = Behaviour.always(Reaction.of(200, 150));
                    return stage.clientOf(stage.counted(Balancer.over(
                            stage.world(), List.of(stage.server(capacity, steady), stage.server(capacity, steady)))));
                });
    }

    private static Scenario slow503sThenRevert() {
        return new Scenario(
                "slow_503s_then_revert",
                "One of two nodes answers 503 after 1 s, for 30 s. 100 calls/s, 60 ms.",
                60,
                HALF_MINUTE,
                HALF_MINUTE,
                Arrivals.steady(100),
                stage -> {
                    Behaviour well = Behaviour.healthy(60);
                    Behaviour failing = well.but(HALF_MINUTE, Behaviour.always(Reaction.of(503, 1000)));
                    return stage.clientOf(twoNodes(stage, well, failing));
                });
    }

    private static Scenario all502For60s() {
        return new Scenario(
                "all_502_60s",
                "Every answer is 502, for 60 s. 100 calls/s, 20 ms.",
                90,
                MINUTE,
                MINUTE,
                Arrivals.steady(100),
                stage -> stage.clientOf(
                        stage.counted(stage.server(Capacity.UNLIMITED, USUAL.but(MINUTE, BAD_GATEWAY)))));
    }

    private static Scenario half502() {
        return new Scenario(
                "half_502",
                "Every second answer, by lot, is 502, for 60 s. 100 calls/s, 20 ms.",
                90,
                MINUTE,
                MINUTE,
                Arrivals.steady(100),
                stage -> {
                    Behaviour half = Behaviour.mixed(0.5, BAD_GATEWAY, USUAL);
                    return stage.clientOf(stage.counted(stage.server(Capacity.UNLIMITED, USUAL.but(MINUTE, half))));
                });
    }

    private static Scenario latencyRamp() {
        Span ramp = Span.seconds(10, 50);
        return new Scenario(
                "latency_ramp",
                "Answers take longer and longer, from 20 ms to 5 s within 40 s, and then 20 ms again. 50 calls/s.",
                70,
                ramp,
                ramp,
                Arrivals.steady(50),
                stage -> {
                    Behaviour rising = (now, random) -> {
                        double way = (double) (now - ramp.fromNanos()) / (ramp.toNanos() - ramp.fromNanos());
                        return Behaviour.healthy(20 + (long) (4_980 * way)).react(now, random);
                    };
                    return stage.clientOf(stage.counted(stage.server(Capacity.UNLIMITED, USUAL.but(ramp, rising))));
                });
    }

    private static Scenario oneBadNodeOfFour() {
        return new Scenario(
                "one_bad_node_of_four",
                "One of four nodes behind a balancer answers 502, for 60 s. 100 calls/s, 20 ms.",
                90,
                MINUTE,
                MINUTE,
                Arrivals.steady(100),
                stage -> {
                    List<Upstream> nodes = IntStream.range(0, 4)
                            .<Upstream>mapToObj(i ->
                                    stage.server(Capacity.UNLIMITED, i == 0 ? USUAL.but(MINUTE, BAD_GATEWAY) : USUAL))
                            .toList();
                    return stage.clientOf(stage.counted(Balancer.over(stage.world(), nodes)));
                });
    }

    private static Scenario metastable() {
        Span trigger = Span.seconds(20, 30);
        return new Scenario(
                "metastable",
                "A server with a long queue does 80 requests/s, and 64 calls/s come (80 %). For 10 s three times as many"
                        + " come, then 64 again.",
                120,
                trigger,
                Span.seconds(20, 120),
                new Arrivals(64, trigger, 192),
                stage -> stage.clientOf(
                        stage.counted(stage.server(new Capacity(16, 20_000, 503), Behaviour.healthy(192)))));
    }

    private static Scenario gatewayTimeoutMismatch() {
        return new Scenario(
                "gateway_timeout_mismatch",
                "A gateway answers 504 after 2 s; the origin behind it needs 6 s for every fifth request, for 60 s, and goes"
                        + " on working. 30 calls/s, else 50 ms, 60 at once.",
                90,
                MINUTE,
                MINUTE,
                Arrivals.steady(30),
                stage -> {
                    Behaviour well = Behaviour.healthy(50);
                    Behaviour mixed = Behaviour.mixed(0.2, Behaviour.always(Reaction.of(200, 6000)), well);
                    Upstream origin = stage.server(new Capacity(60, 20_000, 503), well.but(MINUTE, mixed));
                    return stage.clientOf(new Gateway(stage.world(), 2 * SECOND, stage.counted(origin)));
                });
    }

    private static Scenario rollingDeploy() {
        return new Scenario(
                "rolling_deploy",
                "Four nodes are restarted one after another, every 15 s: gone for 5 s, of which the balancer notices nothing for"
                        + " 2 s (502), then five times as slow for 3 s. 100 calls/s, 20 ms.",
                90,
                MINUTE,
                MINUTE,
                Arrivals.steady(100),
                stage -> {
                    List<Balancer.Node> nodes = IntStream.range(0, 4)
                            .mapToObj(i -> restarted(stage, 10 + 15 * i))
                            .toList();
                    return stage.clientOf(stage.counted(new Balancer(stage.world(), nodes)));
                });
    }

    private static Balancer.Node restarted(Stage stage, int second) {
        Behaviour cold = USUAL.but(Span.seconds(second + 5, second + 8), Behaviour.healthy(100));
        return new Balancer.Node(stage.server(Capacity.UNLIMITED, cold), Span.seconds(second, second + 5), 2 * SECOND);
    }

    private static Scenario threeLayers() {
        return new Scenario(
                "three_layers",
                "A calls B, B calls C, C calls its store, each with the same kind of client; every answer of the store is 502,"
                        + " for 30 s. 40 calls/s come to A.",
                60,
                HALF_MINUTE,
                HALF_MINUTE,
                Arrivals.steady(40),
                stage -> {
                    Upstream store =
                            stage.counted(stage.server(Capacity.UNLIMITED, USUAL.but(HALF_MINUTE, BAD_GATEWAY)));
                    Policy ofC = stage.clientOf(store);
                    Policy ofB = stage.clientOf(new Service(stage.world(), ofC::call));
                    return stage.clientOf(new Service(stage.world(), ofB::call));
                });
    }
}
