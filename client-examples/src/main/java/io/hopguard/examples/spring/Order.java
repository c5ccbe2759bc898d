package io.hopguard.examples.spring;

/** What the service hands out, and we do. */
record Order(int id, String customer, long totalCents) {
    static Order numbered(int id) {
        return new Order(id, "customer " + id % 97, id * 100L + 95);
    }
}
