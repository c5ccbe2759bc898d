package io.hopguard.spring;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.HopguardException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One property, a server, and what must be seen there or of the answer. */
final class PropertyEffect {
    /** What a call came to. */
    record Seen(List<String> ends, List<String> requests, int connections) {}

    private final String property;
    private final List<String> others = new ArrayList<>();
    private String[] script = {};
    private int calls = 1;
    private boolean parallel;
    private boolean needed;
    private Predicate<Seen> expected = seen -> false;

    private PropertyEffect(String property) {
        this.property = property;
    }

    static PropertyEffect effect(String property) {
        return new PropertyEffect(property);
    }

    /** What it needs beside it, with the property and without. */
    PropertyEffect with(String... properties) {
        others.addAll(List.of(properties));
        return this;
    }

    /** What each request is answered with; "wait n" pauses for so many milliseconds. */
    PropertyEffect server(String... parts) {
        script = parts;
        return this;
    }

    PropertyEffect twice() {
        calls = 2;
        return this;
    }

    PropertyEffect inParallel() {
        calls = 2;
        parallel = true;
        return this;
    }

    /** It is one of two that nothing works without, so that there is nothing to compare with. */
    PropertyEffect needed() {
        needed = true;
        return this;
    }

    PropertyEffect ends(String code) {
        expected = seen -> seen.ends().get(0).equals(code);
        return this;
    }

    PropertyEffect requests(int count) {
        expected = seen -> seen.requests().size() == count;
        return this;
    }

    PropertyEffect connections(int count) {
        expected = seen -> seen.connections() == count;
        return this;
    }

    PropertyEffect sent(String pattern) {
        expected = seen -> seen.requests().size() > 0
                && Pattern.compile(pattern).matcher(seen.requests().get(0)).find();
        return this;
    }

    PropertyEffect notSent(String text) {
        expected = seen -> seen.requests().size() > 0 && !seen.requests().get(0).contains(text);
        return this;
    }

    boolean isNeeded() {
        return needed;
    }

    boolean holds(Seen seen) {
        return expected.test(seen);
    }

    Seen seen(String prefix, boolean withProperty) {
        try (ScriptedServer server = new ScriptedServer(this::serve)) {
            List<String> all = new ArrayList<>(List.of("base-uri=" + server.url(), "retry.base-delay=1ms"));
            all.addAll(others);
            if (withProperty) {
                all.add(property);
            }
            String[] properties = all.stream()
                    .map(text -> prefix + text.replace("${port}", String.valueOf(server.port())))
                    .toArray(String[]::new);
            List<String> ends = new ArrayList<>();
            Application.runner(properties)
                    .run(context -> ends.addAll(calls(context.getBean("orders", ResilientClient.class))));
            return new Seen(ends, List.copyOf(server.requests()), server.connections());
        }
    }

    private List<String> calls(ResilientClient client) throws InterruptedException {
        List<String> ends = new ArrayList<>();
        if (parallel) {
            List<CompletableFuture<String>> under = List.of(
                    CompletableFuture.supplyAsync(() -> end(client)), CompletableFuture.supplyAsync(() -> end(client)));
            under.forEach(call -> ends.add(call.join()));
            return ends;
        }
        for (int i = 0; i < calls; i++) {
            ends.add(end(client));
            // Longer than the shortest times to live above.
            Thread.sleep(i + 1 < calls ? 20 : 0);
        }
        return ends;
    }

    private static String end(ResilientClient client) {
        try {
            return client.get("/orders/{id}", 42).fetch(String.class);
        } catch (HopguardException e) {
            return e.code();
        }
    }

    private void serve(ScriptedServer.Connection connection) throws java.io.IOException {
        while (connection.request() != null) {
            for (String part : script) {
                if (part.startsWith("wait ")) {
                    connection.silence(Integer.parseInt(part.substring(5)));
                } else {
                    connection.send(part);
                }
            }
        }
    }

    @Override
    public String toString() {
        return property;
    }
}
