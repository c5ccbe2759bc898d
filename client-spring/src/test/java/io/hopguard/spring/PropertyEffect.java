package io.hopguard.spring;

import io.hopguard.client.ResilientClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One property, a server, what is done, and what must be seen at the server, of the answer, in the log or of the meters. */
final class PropertyEffect {
    /**
     * What was seen.
     *
     * @param ends what the calls came to: a body or a failure's code; "refused" and why where the application did not start
     * @param other what another server was sent
     * @param told the log, one line each, and the meters, one line each
     */
    record Seen(List<String> ends, List<String> requests, int connections, List<String> other, List<String> told) {
        private boolean refusal() {
            return ends.get(0).startsWith("refused");
        }
    }

    /** What is done with the client. */
    @FunctionalInterface
    interface Act {
        void on(ResilientClient client, EffectRig rig) throws Exception;
    }

    final String property;
    final List<String> others = new ArrayList<>();
    List<String[]> answers = List.of();
    Act act = (client, rig) -> rig.get(client);
    boolean tls;
    boolean anywhere;
    boolean guarded;
    private boolean needed;
    private Predicate<Seen> expected = seen -> false;

    private PropertyEffect(String property) {
        this.property = property;
    }

    static PropertyEffect effect(String property) {
        return new PropertyEffect(property);
    }

    /** The property of the table, without its value. */
    String name() {
        return property.substring(0, property.indexOf('=')).replaceAll("\\[\\d+]", ".*");
    }

    /** It is of those that a client has from its beginning to its end. */
    boolean needsRestart() {
        return name().matches("(meters|logs|redaction)\\..*");
    }

    /** What it needs beside it, with the property and without. */
    PropertyEffect with(String... properties) {
        others.addAll(List.of(properties));
        return this;
    }

    /**
     * What each request is answered with; "wait n" pauses for so many milliseconds, "hold n" does so too, but for the first
     * request only and no longer than the second call lasts.
     */
    PropertyEffect server(String... parts) {
        answers = List.<String[]>of(parts);
        return this;
    }

    /** What the first request is answered with, the second, and so on; the last for all further ones. */
    PropertyEffect answers(String... each) {
        answers = List.of(each).stream().map(answer -> new String[] {answer}).toList();
        return this;
    }

    /** The server speaks TLS. */
    PropertyEffect overTls() {
        tls = true;
        return this;
    }

    /** The client has no base URI. */
    PropertyEffect anywhere() {
        anywhere = true;
        return this;
    }

    /** The application has an address guard. */
    PropertyEffect guarded() {
        guarded = true;
        return this;
    }

    PropertyEffect calls(int count) {
        return doing((client, rig) -> {
            for (int i = 0; i < count; i++) {
                rig.get(client);
            }
        });
    }

    PropertyEffect doing(Act chosen) {
        act = chosen;
        return this;
    }

    /** It is one of two that nothing works without: without it the application does not start, and the message names it. */
    PropertyEffect needed() {
        needed = true;
        return this;
    }

    /** The first call's end. */
    PropertyEffect ends(String code) {
        return expects(seen -> seen.ends().get(0).equals(code));
    }

    /** The last call's end. */
    PropertyEffect endsLast(String code) {
        return expects(seen -> seen.ends().get(seen.ends().size() - 1).equals(code));
    }

    PropertyEffect requests(int count) {
        return expects(seen -> seen.requests().size() == count);
    }

    PropertyEffect connections(int count) {
        return expects(seen -> seen.connections() == count);
    }

    PropertyEffect sent(String pattern) {
        return expects(seen -> seen.requests().size() > 0
                && Pattern.compile(pattern).matcher(seen.requests().get(0)).find());
    }

    PropertyEffect notSent(String text) {
        return expects(
                seen -> seen.requests().size() > 0 && !seen.requests().get(0).contains(text));
    }

    PropertyEffect otherRequests(int count) {
        return expects(seen -> seen.other().size() == count);
    }

    PropertyEffect notSentToOther(String text) {
        return expects(seen ->
                seen.other().size() == 1 && !seen.other().get(0).toLowerCase().contains(text.toLowerCase()));
    }

    /** So many lines of the log, or meters. */
    PropertyEffect told(int count, String pattern) {
        return expects(seen -> seen.told().stream()
                        .filter(line -> Pattern.compile(pattern).matcher(line).find())
                        .count()
                == count);
    }

    PropertyEffect refused(String text) {
        return expects(seen -> seen.refusal() && seen.ends().get(0).contains(text));
    }

    PropertyEffect expects(Predicate<Seen> seen) {
        expected = expected(seen);
        return this;
    }

    private static Predicate<Seen> expected(Predicate<Seen> seen) {
        return all -> !all.ends().isEmpty() && seen.test(all);
    }

    boolean holds(Seen seen) {
        return isSound(seen) && expected.test(seen);
    }

    /** A mistake in the row is neither a sight nor the lack of one. */
    private static boolean isSound(Seen seen) {
        return !seen.ends().contains("invalid_request");
    }

    /** Whether it shows that the property is not there. */
    boolean holdsWithout(Seen seen, String prefix) {
        if (!needed) {
            return isSound(seen) && !expected.test(seen);
        }
        String written = prefix + property.substring(0, property.indexOf('='));
        return seen.refusal() && seen.ends().get(0).contains(written.replaceAll("\\[\\d+].*", ""));
    }

    @Override
    public String toString() {
        return property;
    }
}
