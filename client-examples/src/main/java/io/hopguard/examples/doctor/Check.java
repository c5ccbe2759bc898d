package io.hopguard.examples.doctor;

/** The items of the checklist, in their order. */
enum Check {
    RESOLVE("Name resolution"),
    CONNECT("TCP connect"),
    TLS("TLS"),
    REQUEST("Request"),
    HOPS("Hops"),
    CLOCK("Clock skew"),
    TIMEOUTS("Timeouts"),
    KEEP_ALIVE("Keep-alive"),
    COMPARISON("With and without the gateway");

    private final String title;

    Check(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
