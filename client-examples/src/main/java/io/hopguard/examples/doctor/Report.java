package io.hopguard.examples.doctor;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that was found. Immutable. */
public final class Report {
    private final String method;
    private final Instant began;
    private final long nanos;
    private final Leg target;
    private final @Nullable Leg direct;
    private final @Nullable Comparison comparison;
    private final Verdict verdict;

    Report(
            String method,
            Instant began,
            long nanos,
            Leg target,
            @Nullable Leg direct,
            @Nullable Comparison comparison) {
        this.method = method;
        this.began = began;
        this.nanos = nanos;
        this.target = target;
        this.direct = direct;
        this.comparison = comparison;
        this.verdict = Verdict.of(target, direct, comparison);
    }

    /**
     * Whether no check failed.
     *
     * @return false when there is trouble
     */
    public boolean healthy() {
        return verdict.healthy();
    }

    String method() {
        return method;
    }

    Instant began() {
        return began;
    }

    long nanos() {
        return nanos;
    }

    Verdict verdict() {
        return verdict;
    }

    Leg target() {
        return target;
    }

    @Nullable
    Leg direct() {
        return direct;
    }

    List<Leg> legs() {
        return Stream.of(target, direct).filter(Objects::nonNull).toList();
    }

    /** The last item of the checklist, or null where there was nothing to compare with. */
    @Nullable
    Step comparison() {
        return comparison == null ? null : comparison.step();
    }
}
