package io.hopguard.client.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Whether ten times the input takes about ten times as long, and not a hundred times. Medians of the thread's own time on the
 * processor are compared, so that a machine that is busy with something else does not matter; what takes no time passes.
 */
public final class Growth {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final int RUNS = 3;
    private static final int MOST = 20;
    private static final long NOTHING_NANOS = 20_000_000;

    /** What makes a parser count, nest, quote, look back or look ahead. */
    private static final String[] PATTERNS = {
        ",",
        ";",
        "\"",
        "\\",
        "(",
        ")",
        "()",
        "(\\",
        " ",
        "\t",
        "=",
        ":",
        "9",
        "0",
        ".",
        "-",
        "a",
        "%",
        "%41",
        "/",
        "/.",
        "../",
        "/../",
        "{",
        "}",
        "[",
        "?",
        "#",
        "@",
        "*",
        ";a",
        ";a=",
        ";a=\"",
        ", a",
        "a;a=1,",
        "1.1 a,",
        "1.1 a (b),",
        "charset=",
        ";charset=\"",
        "\u00e9",
        "\ud83d\ude00",
        "e9",
        "\r\n",
        "a: b\r\n",
        "1\r\na\r\n",
        "timeout=,"
    };

    private Growth() {}

    /** Up to 100,000 characters of each pattern behind each beginning. */
    public static void isLinear(Consumer<String> parser, String... beginnings) {
        isLinear(100_000, parser, beginnings);
    }

    public static void isLinear(int longest, Consumer<String> parser, String... beginnings) {
        for (String beginning : beginnings) {
            for (String pattern : PATTERNS) {
                long some = nanos(parser, filled(beginning, pattern, longest / 10));
                long many = nanos(parser, filled(beginning, pattern, longest));
                assertThat(many)
                        .as("nanoseconds for %s%s...", beginning, Fuzz.shown(pattern))
                        .isLessThan(Math.max(NOTHING_NANOS, MOST * some));
            }
        }
    }

    private static String filled(String beginning, String pattern, int length) {
        return (beginning + pattern.repeat(length / pattern.length() + 1)).substring(0, length);
    }

    private static long nanos(Consumer<String> parser, String input) {
        long[] taken = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = CLOCK.getCurrentThreadCpuTime();
            parser.accept(input);
            taken[i] = CLOCK.getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(taken);
        return taken[RUNS / 2];
    }
}
