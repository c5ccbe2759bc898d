package io.hopguard.client.internal.observe;

import io.hopguard.client.policy.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What happened in a window of which not everything was said.
 *
 * @param failed calls that failed or were refused
 * @param recovered calls that succeeded after a retry
 * @param slow calls that were slow
 * @param changed changes of state
 * @param lines lines that were written
 * @param told lines about failures among them
 * @param kinds the most frequent kinds of failures or changes, most frequent first
 * @param others failures or changes of other kinds
 * @param last the last failure or change, in words
 * @param nanos how long the window was
 */
record LineSummary(
        long failed,
        long recovered,
        long slow,
        long changed,
        long lines,
        long told,
        List<Map.Entry<String, Long>> kinds,
        long others,
        Supplier<String> last,
        long nanos) {

    /** {@code 1,234 calls failed in 10 s, of which 5 were told: 1,100 bad_gateway (nginx), 134 circuit_open, ...}. */
    String ofCalls() {
        StringBuilder words = new StringBuilder();
        if (failed == 0) {
            words.append(calls(recovered + slow, "succeeded after a retry or slowly", lines));
        } else {
            words.append(calls(failed, "failed", told)).append(": ").append(listed());
        }
        if (recovered > 0) {
            words.append("; ").append(number(recovered)).append(" succeeded after a retry");
        }
        if (slow > 0) {
            words.append("; ").append(number(slow)).append(slow == 1 ? " was slow" : " were slow");
        }
        return failed == 0
                ? words.toString()
                : words.append("; last: ").append(last.get()).toString();
    }

    String ofChanges() {
        return number(changed) + " changes of state in " + time() + ", of which " + number(lines) + " were told: "
                + listed() + "; last: " + last.get();
    }

    long millis() {
        return nanos / 1_000_000;
    }

    private String calls(long count, String what, long of) {
        return number(count) + (count == 1 ? " call " : " calls ") + what + " in " + time() + ", of which " + number(of)
                + (of == 1 ? " was told" : " were told");
    }

    private String time() {
        return Problems.shown(Duration.ofMillis(millis()));
    }

    private String listed() {
        String most = kinds.stream()
                .map(kind -> number(kind.getValue()) + " " + kind.getKey())
                .collect(Collectors.joining(", "));
        return others == 0 ? most : most + ", " + number(others) + " others";
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
