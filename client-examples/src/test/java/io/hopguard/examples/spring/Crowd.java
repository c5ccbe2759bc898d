package io.hopguard.examples.spring;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Five hundred callers at once. */
record Crowd(Shop shop) {
    private static final int SIZE = 500;

    /** All of them ask; the answers come later. */
    List<CompletableFuture<HttpResponse<String>>> ask() {
        return IntStream.range(0, SIZE)
                .mapToObj(id -> shop.getLater("/orders/" + id))
                .toList();
    }

    /** The statuses of all answers, once they have come. */
    static Set<Integer> joined(List<CompletableFuture<HttpResponse<String>>> answers) {
        return answers.stream().map(answer -> answer.join().statusCode()).collect(Collectors.toSet());
    }

    /** Until the client has no call under way and no connection leased. */
    void awaitRest() throws IOException, InterruptedException {
        Shop.await("rest", () -> {
            JsonNode client = shop.client();
            return client.path("leased").asDouble(-1) == 0
                    && client.path("running").asDouble(-1) == 0;
        });
    }

    /** But for those of the callers and of the service, which stay for a while. */
    static long threads() {
        Thread[] all = new Thread[Thread.activeCount() + SIZE];
        int count = Thread.enumerate(all);
        return Arrays.stream(all, 0, count)
                .map(Thread::getName)
                .filter(name -> !name.startsWith("HttpClient") && !name.equals("upstream"))
                .count();
    }
}
