package io.hopguard.examples.doctor;

import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Evidence;
import io.hopguard.examples.doctor.Comparison.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What it all comes to.
 *
 * @param healthy whether no check failed
 * @param headline the most probable cause, in one sentence
 * @param evidence what that rests on
 * @param next what to do next
 */
record Verdict(boolean healthy, String headline, List<String> evidence, List<String> next) {
    private static final String NOTHING = "nothing found";

    /** Concludes. Without the direct way there is no comparison. */
    static Verdict of(Leg target, @Nullable Leg direct, @Nullable Comparison comparison) {
        List<Step> steps = Stream.concat(
                        target.steps().stream(), direct == null ? Stream.of() : direct.steps().stream())
                .toList();
        boolean healthy = steps.stream().noneMatch(step -> step.result() == Result.FAIL)
                && (comparison == null || comparison.step().result() != Result.FAIL);
        Cause proven = direct == null ? null : Proof.of(target, direct);
        Leg judged = proven == null ? target : target.narrowedTo(proven);
        String headline = healthy ? wellWords(steps, comparison) : headline(judged, direct, comparison, proven);
        return new Verdict(
                healthy,
                headline,
                evidence(target, direct, comparison),
                new ArrayList<>(Advice.of(judged, direct, comparison)));
    }

    private static String wellWords(List<Step> steps, @Nullable Comparison comparison) {
        long warnings =
                steps.stream().filter(step -> step.result() == Result.WARN).count()
                        + (comparison != null && comparison.step().result() == Result.WARN ? 1 : 0);
        return warnings == 0
                ? NOTHING + ": every check passed"
                : NOTHING + " that fails; " + Words.count(warnings, "check is", "checks are") + " worth a look";
    }

    private static String headline(
            Leg target, @Nullable Leg direct, @Nullable Comparison comparison, @Nullable Cause proven) {
        String own = own(target);
        if (comparison == null || direct == null) {
            return own;
        }
        String certain = proven == null ? "" : "; the direct way shows for certain: " + Words.of(proven);
        return own.isEmpty() ? "the direct way fails: " + own(direct) : own + certain + "; " + tail(comparison);
    }

    private static String tail(Comparison comparison) {
        return switch (comparison.relation()) {
            case ONLY_THROUGH_FAILS, SOMETIMES_THROUGH_FAILS, BOTH_FAIL -> "it " + comparison.words();
            default -> comparison.words();
        };
    }

    /** The trouble of one way, the earliest first: what comes after it is its consequence. Empty where there is none. */
    private static String own(Leg leg) {
        if (leg.failed(Check.RESOLVE)) {
            return "the host name does not resolve: " + leg.summary(Check.RESOLVE);
        }
        String connect = leg.failed(Check.CONNECT) ? leg.summary(Check.CONNECT) : "";
        if (leg.failed(Check.CONNECT) && leg.dials().stream().noneMatch(Dial::connected)) {
            return "nothing can be connected to: " + connect;
        }
        if (leg.failed(Check.TLS)) {
            return "TLS: " + leg.summary(Check.TLS);
        }
        String request = leg.failed(Check.REQUEST) ? request(leg) : "";
        if (!connect.isEmpty() || !request.isEmpty()) {
            return connect + (connect.isEmpty() || request.isEmpty() ? "" : ", and ") + request;
        }
        return leg.failed(Check.KEEP_ALIVE) ? "kept connections break: " + leg.summary(Check.KEEP_ALIVE) : "";
    }

    private static String request(Leg leg) {
        long failed = leg.failures();
        Trial blamed = leg.trials().stream()
                .filter(trial -> !trial.succeeded() && !trial.blame().isEmpty())
                .findFirst()
                .orElse(null);
        String often = failed < leg.trials().size() ? "intermittent, " : "";
        return often
                + leg.summary(Check.REQUEST)
                + (blamed == null
                        ? "; which hop failed does not show in what came"
                        : blamed.sign() + "; " + blamed.shortBlame());
    }

    private static List<String> evidence(Leg target, @Nullable Leg direct, @Nullable Comparison comparison) {
        Set<String> lines = new LinkedHashSet<>();
        seen(target, "", lines);
        if (direct != null && comparison != null) {
            seen(direct, "direct: ", lines);
            if (comparison.relation() != Relation.SAME) {
                lines.add(comparison.words());
                lines.addAll(comparison.differences());
            }
        }
        return List.copyOf(lines);
    }

    private static void seen(Leg leg, String prefix, Set<String> lines) {
        leg.steps().stream()
                .filter(step -> step.result() == Result.FAIL || step.result() == Result.WARN)
                .forEach(step -> lines.add(prefix + step.check().title() + ": " + step.summary()));
        leg.trials().stream()
                .filter(trial -> !trial.succeeded())
                .flatMap(trial -> trial.diagnosis().evidence().stream())
                .filter(found -> lines.stream().noneMatch(line -> line.contains(Masks.clean(found.meaning()))))
                .map(found -> prefix + words(found))
                .forEach(lines::add);
    }

    private static String words(Evidence found) {
        return Masks.clean(found.field()) + " '" + Masks.header(found.field(), found.value()) + "': "
                + Masks.clean(found.meaning());
    }
}
