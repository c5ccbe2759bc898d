package io.hopguard.examples.demo;

import java.util.List;
import java.util.stream.IntStream;

/** What the application hands out: everything in it follows from its number, so that a wrong answer is seen. */
record Order(int id, String customer, List<String> items, long totalCents) {

    static Order numbered(int id) {
        List<String> items = IntStream.range(0, 24)
                .mapToObj(i -> "article " + (id * 7 + i * 13))
                .toList();
        return new Order(id, "customer " + id % 97, items, id * 100L + 95);
    }
}
