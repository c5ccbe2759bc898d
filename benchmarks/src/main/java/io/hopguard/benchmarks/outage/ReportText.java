package io.hopguard.benchmarks.outage;

import java.util.List;

/** The report: what was done, whether the targets were met, and the figures of each scenario. */
final class ReportText {
    static final String PICTURES = "outage";

    private static final String HEAD = """
            # Outages, simulated

            Eleven outages, each with Hopguard and with the policies of others. This page and its pictures are written by one command, and
            are the same, byte for byte, every time; a test fails when the code behaves otherwise than they say.

                mvn -q -B -ntp -DskipTests package
                benchmarks/outage.sh docs

            `benchmarks/outage.sh --help` lists the options.

            ## How it works

            * Time is virtual. Each call is blocking code on a thread of its own, of which exactly one runs at a time; waiting hands
              the turn to whoever is next. Chance has a seed, and all clients of a scenario meet the same calls;
              `--seed` shows how far figures are those of this one.
            * The row "Hopguard" is the client itself with the defaults it ships with: its whole pipeline (bulkhead, retries, budget,
              breaker, deadlines, budget header), with another clock and a modelled network. Its transport ends an attempt at its
              deadline, as the real one does; the reaper's thread does not run.
            * The other rows are re-coded from published numbers, and
              [tests](../benchmarks/src/test/java/io/hopguard/benchmarks/outage/peer) hold them to the sequences that their own test
              suites and documents state (also where no upstream here asks for it). Envoy's retries, gRPC's policy and the newer rules of AWS are
              off until somebody sets them; which statuses Finagle tries again is up to its user. Who has a limit for a whole call but no default for it is given the user's 10 s.
            * Servers go on working when a client has given up, for nobody tells them. A balancer is one address to all clients.
            * These are models: figures compare policies, and say nothing of any product's speed.

            | column | meaning |
            |---|---|
            | success | calls answered with 200 within the user's 10 s |
            | p50, p99 | how long calls took, whatever came of them |
            | requests per call | requests at the upstream (the store in `three_layers`) for each call |
            | wasted work | the share of the upstream's working time that no call lived on |
            | recovery | from the end of the trouble to the last second in which less than 95 % of the calls succeeded; "not yet" where the run ended first, 20 s or more after the trouble |
            | overruns | calls that ended more than 50 ms after the user's 10 s, in the whole run |

            All but the last two are about the calls that begin while there is trouble; in `one_big_spike` in the 10 s from then on,
            in `metastable` in all the time from then on.

            """;

    private static final String COMPROMISES = """

            Where others are ahead is said below each table. What Hopguard gives up, it gives up on purpose. The breaker answers at once while all fails, so
            that less gets through by luck. The bulkhead's 64 places hold calls back where the service could have taken more of them: in
            `black_hole`, `slow_503s_then_revert` and `latency_ramp`. An attempt that another may follow ends after 3 s, which is what finds
            the node that answers in `black_hole`; in `latency_ramp`, where every answer only takes longer, it costs calls and opens the
            breaker. For a service that is known to bear more than 64 calls at once raise `bulkhead.maxConcurrentCalls`; for one that is
            known to be slow, `timeouts.attempt`. For one that is not, the limits are what protects it, as in `metastable`.
            """;

    private ReportText() {}

    static String of(List<Act> acts) {
        StringBuilder text = new StringBuilder(HEAD);
        text.append("| client | what it does |\n|---|---|\n");
        acts.get(0)
                .outcomes()
                .forEach(outcome -> text.append(
                        "| " + outcome.row().name() + " | " + outcome.row().story() + " |\n"));
        text.append("\n## Targets\n\n| target | Hopguard | |\n|---|---|---|\n");
        Target.all(acts)
                .forEach(target -> text.append("| " + target.promise() + " | " + target.found() + " | "
                        + (target.kept() ? "kept" : "**missed**") + " |\n"));
        text.append("\n## All of them together\n\n").append(Overall.table(acts)).append(COMPROMISES);
        acts.forEach(act -> text.append(section(act)));
        return text.toString();
    }

    private static String section(Act act) {
        String name = act.scenario().name();
        return "\n## " + name + "\n\n" + act.scenario().story() + "\n\n" + act.table() + "\n" + act.behind()
                + "\n\n![Load and" + " goodput over time, by client](" + PICTURES + "/" + name + ".svg)\n";
    }
}
