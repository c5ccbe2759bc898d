package io.hopguard.client.budget;

import io.hopguard.client.budget.HopPlan.Finding;
import io.hopguard.client.budget.HopPlan.Hop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the times of a chain of hops: a pure function. */
final class HopChain {
    private static final Duration LONGEST_SHOWN = Duration.ofDays(10_000);

    private HopChain() {}

    static List<Finding> check(List<Hop> hops, Duration total, Duration clientKeepAlive) {
        List<Finding> findings = new ArrayList<>();
        Hop first = null; // of those in front, the one that gives up first
        Hop front = null;
        for (Hop hop : hops) {
            addPatience(findings, hop, first, total);
            addKeepAlive(findings, hop, front, front == null ? clientKeepAlive : front.keepAlive());
            // Of equals the one closest to the hop: its answer is the one on its way.
            first = first == null || hop.patience().compareTo(first.patience()) <= 0 ? hop : first;
            front = hop;
        }
        return findings;
    }

    private static void addPatience(List<Finding> findings, Hop hop, @Nullable Hop first, Duration total) {
        int order = first == null ? -1 : hop.patience().compareTo(first.patience());
        if (first != null && order > 0) {
            findings.add(new Finding(true, hop.name(), hop.patience(), outlasts(hop, first, first.patience())));
            return;
        }
        if (order == 0) {
            findings.add(new Finding(false, hop.name(), hop.patience(), races(hop, first)));
        }
        // A client that is less patient than the hops is usual, and its own exception says what happened.
        int client = hop.patience().compareTo(total);
        if (client > 0) {
            findings.add(new Finding(false, hop.name(), hop.patience(), outlasts(hop, null, total)));
        } else if (client == 0 && order < 0) {
            findings.add(new Finding(false, hop.name(), hop.patience(), races(hop, null)));
        }
    }

    private static String outlasts(Hop hop, @Nullable Hop first, Duration shortest) {
        String end =
                " goes on until " + text(hop.patience()) + ": the work is wasted and its answer is never seen; lower ";
        String lower = directive(hop) + " below " + text(shortest);
        if (first == null) {
            return "client gives up after " + text(shortest) + " with a DeadlineExceededException, " + hop.name() + end
                    + lower + " or raise timeouts.total above " + text(hop.patience());
        }
        return first.name() + " gives up after " + text(shortest) + " and "
                + HopProduct.of(first.name()).givingUp() + ", " + hop.name() + end + lower + " or raise "
                + directive(first) + " above " + text(hop.patience());
    }

    private static String races(Hop hop, @Nullable Hop first) {
        String fix = "; lower " + directive(hop) + " a little, so that its own answer gets through";
        String other = first == null
                ? "the client gives up with a DeadlineExceededException"
                : first.name() + " " + HopProduct.of(first.name()).givingUp();
        return "a race: either " + other + ", or " + hop.name() + " "
                + HopProduct.of(hop.name()).givingUp() + fix;
    }

    /** A request that is sent on a connection that the hop is just closing is lost. */
    private static void addKeepAlive(
            List<Finding> findings, Hop hop, @Nullable Hop front, @Nullable Duration frontKeepAlive) {
        Duration keepAlive = hop.keepAlive();
        if (keepAlive == null || frontKeepAlive == null || keepAlive.compareTo(frontKeepAlive) > 0) {
            return;
        }
        String who = front == null ? "the client" : front.name();
        String seen = front == null ? "a ConnectionLostException" : "a 502 by " + front.name();
        String lower = front == null
                ? "connections.keepAlive"
                : HopProduct.of(front.name()).keepAliveDirective();
        findings.add(new Finding(
                false,
                hop.name() + ".keepAlive",
                keepAlive,
                who + " uses idle connections for " + text(frontKeepAlive) + ", so that now and then " + hop.name()
                        + " closes one just when a request comes: the caller sees " + seen + "; raise "
                        + HopProduct.of(hop.name()).keepAliveDirective() + " of " + hop.name() + " or lower " + lower
                        + " of " + who));
    }

    private static String directive(Hop hop) {
        return HopProduct.of(hop.name()).patienceDirective() + " of " + hop.name();
    }

    private static String text(Duration duration) {
        if (duration.compareTo(LONGEST_SHOWN) > 0) {
            return duration.toString();
        }
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
