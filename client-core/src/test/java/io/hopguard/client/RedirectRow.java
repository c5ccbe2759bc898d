package io.hopguard.client;

import io.hopguard.client.http.Headers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A row of redirect_security.tsv in the words of the client. */
record RedirectRow(VectorTable.Row row) {
    static final String SECRET = "s3cret-marker";

    /** What is called by a name rather than by an URI. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("A", "http://a.test"),
            Map.entry("a", "http://a.test"),
            Map.entry("origin A", "http://a.test"),
            Map.entry("same host", "http://a.test/new"),
            Map.entry("b", "http://b.test"),
            Map.entry("other host", "http://b.test"),
            Map.entry("other port", "http://a.test:8081"),
            Map.entry("same host other port", "http://a.test:8081"),
            Map.entry("other scheme", "https://a.test"),
            Map.entry("http", "http://a.test"),
            Map.entry("https", "https://a.test"),
            Map.entry("http://127.0.0.1:A", "http://127.0.0.1:8001"),
            Map.entry("http://127.0.0.1:B", "http://127.0.0.1:8002"),
            Map.entry("a.example", "http://a.example"),
            Map.entry("foo.com", "http://foo.com"),
            Map.entry("h:1", "http://h:1"),
            Map.entry("h:2", "http://h:2"));

    private static final Map<String, List<String>> ROUTES = Map.of(
            "b.example then b.example/2", List.of("http://b.example", "http://b.example/2"),
            "foo.com.evil.com / sub-domain", List.of("http://foo.com.evil.com", "http://sub.foo.com"));

    private static final Map<String, String> CARRIED = Map.of(
            "user:password", "Authorization",
            "custom Authorization header", "Authorization",
            "OAuth bearer", "Authorization",
            "stale Referer with credentials", "Referer");

    String from() {
        return PLACES.getOrDefault(row.get("from"), row.get("from"));
    }

    /** Where it is sent, one after the other. */
    List<String> to() {
        String to = row.get("to");
        return ROUTES.getOrDefault(to, List.of(PLACES.getOrDefault(to, to)));
    }

    /** How many redirects a chain on one origin has, or 0 when it is no chain. */
    int chain() {
        String words = row.get("status_or_case");
        return words.equals("20 redirects")
                ? 20
                : words.matches("302 forever.*|redirect limit.*") ? Integer.MAX_VALUE : 0;
    }

    int status() {
        return chain() > 0 ? 302 : Integer.parseInt(row.get("status_or_case"));
    }

    Headers secrets() {
        Headers headers = Headers.empty();
        for (String name : row.get("carries").split(" \\+ |, | / ")) {
            String header = CARRIED.getOrDefault(name, name.replaceFirst(" \\(.*", ""));
            if (!Stream.of("body", "-", "no header").toList().contains(header)) {
                headers = headers.plus(header, SECRET);
            }
        }
        return headers;
    }

    boolean body() {
        return row.get("carries").endsWith("body");
    }

    boolean leavesOrigin() {
        return to().stream().anyMatch(to -> !(to + "/").startsWith(from() + "/"));
    }

    /** Whether it says what becomes of a method, on one origin: such rows are of clients that redirect them all. */
    boolean isMethodsRow() {
        return !leavesOrigin() && expected().matches("(GET|POST), .*|method and body kept");
    }

    boolean readable() {
        return chain() > 0 || row.get("status_or_case").matches("30[12378]") && from().matches("https?://[a-z0-9.:]+");
    }

    String expected() {
        return row.get("our_expected");
    }
}
