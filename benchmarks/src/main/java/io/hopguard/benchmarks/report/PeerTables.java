package io.hopguard.benchmarks.report;

import io.hopguard.benchmarks.peer.PeerKind;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What JMH measured, as tables. */
final class PeerTables {
    private static final double MEDIAN = 0.5;
    private static final double QUARTER = 0.25;
    private static final Map<String, String> GUARDS = Map.of(
            "resilience4j", "resilience4j: retry, breaker, timer",
            "failsafe", "Failsafe: retry, breaker",
            "observation", "Micrometer: one observation with a timer");

    private final JmhResults results;

    PeerTables(JmhResults results) {
        this.results = results;
    }

    /** A GET and a POST by one thread. */
    String alone() {
        Table table = new Table("one thread", "GET, µs", "quartiles", "over bare", "B", "POST, µs", "B");
        for (PeerKind peer : PeerKind.values()) {
            Measured get = results.peer(peer, "get", 1, false);
            Measured post = results.peer(peer, "post", 1, false);
            if (get != null) {
                table.row(
                        peer.label(),
                        micros(get),
                        number("%.1f", get.score(QUARTER)) + "–" + number("%.1f", get.score(1 - QUARTER)),
                        ratio(get),
                        number("%,.0f", get.bytes()),
                        cell(post, "%.1f", measured -> measured.score(MEDIAN)),
                        cell(post, "%,.0f", Measured::bytes));
            }
        }
        return table.toString();
    }

    private String ratio(Measured get) {
        Measured bare = results.peer(PeerKind.HTTPCLIENT, "get", 1, false);
        return bare == null ? "" : number("%.2f", get.ratioTo(bare));
    }

    /** GETs by several. */
    String together() {
        Table table = new Table("GETs per ms, all threads together", "2 threads", "16 threads", "16 virtual threads");
        for (PeerKind peer : PeerKind.values()) {
            if (results.peer(peer, "get", 1, false) != null) {
                table.row(peer.label(), rate(peer, 2, false), rate(peer, 16, false), rate(peer, 16, true));
            }
        }
        return table.toString();
    }

    private String rate(PeerKind peer, int threads, boolean virtual) {
        return cell(
                results.peer(peer, "get", threads, virtual),
                "%.1f",
                measured -> threads * 1_000 / measured.score(MEDIAN));
    }

    /** What guards cost around nothing. */
    String guards() {
        Table table = new Table("around nothing", "ns", "B");
        results.guards()
                .forEach((name, measured) -> table.row(
                        GUARDS.getOrDefault(name, name),
                        number("%,.0f", measured.score(MEDIAN)),
                        number("%,.0f", measured.bytes())));
        return table.toString();
    }

    private static String micros(Measured measured) {
        return number("%.1f", measured.score(MEDIAN));
    }

    private static String cell(@Nullable Measured measured, String format, ToDoubleFunction<Measured> value) {
        return measured == null ? "" : number(format, value.applyAsDouble(measured));
    }

    static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
