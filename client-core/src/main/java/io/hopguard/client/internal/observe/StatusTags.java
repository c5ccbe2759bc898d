package io.hopguard.client.internal.observe;

/** Words for statuses, of which there are few. */
final class StatusTags {
    /** There was no response. */
    static final String NONE = "none";

    private static final String[] CLASSES = {RouteNames.OTHER, "1xx", "2xx", "3xx", "4xx", "5xx"};

    private StatusTags() {}

    static int classes() {
        return CLASSES.length;
    }

    /** 1 for 1xx to 5 for 5xx, 0 for others. */
    static int classOf(int status) {
        int hundreds = status / 100;
        return hundreds >= 1 && hundreds < CLASSES.length ? hundreds : 0;
    }

    static String nameOf(int statusClass) {
        return CLASSES[statusClass];
    }

    /** As it is where it says what to do, else its class. */
    static String exact(int status) {
        return switch (status) {
            case 408 -> "408";
            case 425 -> "425";
            case 429 -> "429";
            case 500 -> "500";
            case 501 -> "501";
            case 502 -> "502";
            case 503 -> "503";
            case 504 -> "504";
            default -> CLASSES[classOf(status)];
        };
    }
}
