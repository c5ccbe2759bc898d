package io.hopguard.benchmarks.outage;

import io.hopguard.benchmarks.outage.peer.AwsRetries;
import io.hopguard.benchmarks.outage.peer.AwsRules;
import io.hopguard.benchmarks.outage.peer.EnvoyRoute;
import io.hopguard.benchmarks.outage.peer.FinagleRetries;
import io.hopguard.benchmarks.outage.peer.FixedRetry;
import io.hopguard.benchmarks.outage.peer.GrpcRetries;
import io.hopguard.benchmarks.outage.peer.Hopguard;
import io.hopguard.benchmarks.outage.peer.NoResilience;
import io.hopguard.benchmarks.outage.peer.Policy;
import io.hopguard.benchmarks.outage.peer.Site;
import io.hopguard.benchmarks.outage.peer.SreClient;
import io.hopguard.benchmarks.outage.peer.StandardHandler;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of client.
 *
 * @param name in the tables
 * @param story what it does, for the report
 * @param client makes one
 */
record Row(String name, String story, Function<Site, Policy> client) {
    static final String HOPGUARD = "Hopguard";

    static List<Row> all() {
        return List.of(
                new Row("no resilience", "one attempt of at most 10 s", NoResilience::new),
                new Row(
                        "resilience4j retry",
                        "3 attempts, 500 ms between them, no jitter, no budget; 10 s for each attempt",
                        FixedRetry::new),
                new Row(
                        ".NET standard handler",
                        "30 s in all, 10 s for each attempt, 3 retries after 2 s and more, jitter, a breaker at 10 %,"
                                + " 1,000 calls at once, no budget",
                        StandardHandler::new),
                new Row(
                        "Envoy",
                        "15 s in all, 1 retry on 5xx, full jitter of 25 ms, retries at most 20 % of the requests under way or 3",
                        EnvoyRoute::new),
                new Row(
                        "gRPC",
                        "4 attempts, 100 ms to 1 s, throttled below half of 10 tokens (-1 for a failure, +0.1 for a"
                                + " success); deadline 10 s, sent on",
                        GrpcRetries::new),
                new Row(
                        "AWS standard",
                        "3 attempts, full jitter of 100 ms, 500 tokens of which a retry takes 5; 10 s in all",
                        site -> new AwsRetries(site, AwsRules.STANDARD)),
                new Row(
                        "AWS 2026",
                        "3 attempts, full jitter of 50 ms, 500 tokens of which a retry takes 14; 10 s in all",
                        site -> new AwsRetries(site, AwsRules.STANDARD_2026)),
                new Row(
                        "Finagle",
                        "2 retries after 5 ms and more, retries at most 20 % of the requests and 10/s; 10 s in all, sent on",
                        FinagleRetries::new),
                new Row(
                        "SRE book",
                        "3 attempts, jitter of 100 ms, retries at most 10 % of the requests, client-side throttling; 10 s in"
                                + " all",
                        SreClient::new),
                new Row(HOPGUARD, "as it ships, the real code", site -> new Hopguard(site, builder -> {})));
    }
}
