package io.hopguard.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Fifty callers, each of which asks for ten orders, one after the other. */
record Crowd(Shop shop) {
    static final int CALLERS = 50;
    static final int CALLS = 500;
    private static final List<String> OTHERS = List.of("HttpClient", "caller", "upstream", "ForkJoinPool.commonPool");

    /** How often each status was answered to them, and how many requests that made at the service. */
    record Outcome(Map<Integer, Integer> answers, int requests) {
        int total() {
            return answers.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** All ask and are answered; meanwhile the service becomes one after the other of these, evenly spread. */
    Outcome ask(Condition... meanwhile) throws Exception {
        int before = shop.requestsAtTheService();
        AtomicInteger answered = new AtomicInteger();
        Callable<Map<Integer, Integer>> caller = () -> {
            Map<Integer, Integer> answers = new TreeMap<>();
            for (int id = 0; id < CALLS / CALLERS; id++) {
                answers.merge(shop.get("/orders/" + id).statusCode(), 1, Integer::sum);
                become(answered.incrementAndGet(), meanwhile);
            }
            return answers;
        };
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS, task -> new Thread(task, "caller"));
        try {
            Map<Integer, Integer> answers = new TreeMap<>();
            for (Future<Map<Integer, Integer>> one : callers.invokeAll(Collections.nCopies(CALLERS, caller))) {
                one.get().forEach((status, times) -> answers.merge(status, times, Integer::sum));
            }
            return new Outcome(answers, shop.requestsAtTheService() - before);
        } finally {
            callers.shutdown();
        }
    }

    private void become(int answered, Condition... meanwhile) throws IOException, InterruptedException {
        int each = CALLS / (meanwhile.length + 1);
        if (answered % each == 0 && answered / each <= meanwhile.length) {
            shop.press(meanwhile[answered / each - 1]);
        }
    }

    /** Until the client has no call under way, no connection leased, and there are no threads but those from before. */
    void awaitRest(Map<String, Long> threads) throws IOException, InterruptedException {
        awaitRest();
        Shop.await(
                () -> "end of threads: there were " + threads + ", there are " + threads(),
                () -> threads().entrySet().stream()
                        .allMatch(kind -> kind.getValue() <= threads.getOrDefault(kind.getKey(), 0L)));
    }

    private void awaitRest() throws IOException, InterruptedException {
        Shop.await("rest", () -> {
            JsonNode client = shop.client();
            return Stream.of("/bulkhead/running", "/bulkhead/waiting", "/pool/leased", "/pool/pending")
                    .allMatch(figure -> client.at(figure).asInt(-1) == 0);
        });
    }

    /** So that pools of threads have their sizes; then the threads that there are. */
    Map<String, Long> threadsAfterWarmUp() throws Exception {
        assertThat(ask().total()).isEqualTo(CALLS);
        awaitRest();
        return threads();
    }

    /**
     * How many of each kind, but for those that stay for a while: of the callers, of the service, and of the JVM's own pool, which
     * writes the summaries of the log.
     */
    private static Map<String, Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> OTHERS.stream().noneMatch(name::startsWith))
                .collect(Collectors.groupingBy(
                        name -> name.replaceAll("\\d+", "#"), TreeMap::new, Collectors.counting()));
    }
}
