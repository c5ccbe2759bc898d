package io.hopguard.spring;

import io.hopguard.client.budget.BudgetHeader;
import io.hopguard.client.budget.Deadline;
import io.hopguard.client.policy.Problems;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the budget of a request. Immutable; knows no kind of web server. */
final class InboundBudget {
    /** What a request said of its time. */
    enum Outcome {
        NONE,
        UNTRUSTED,
        MALFORMED,
        GIVEN,
        EXPIRED
    }

    /**
     * What was read.
     *
     * @param outcome what the request said
     * @param deadline when the request must have ended; null unless its time was told
     */
    record Read(Outcome outcome, @Nullable Deadline deadline) {}

    private static final String PREFIX = "hopguard.inbound.";

    private final List<BudgetHeader> headers;
    private final TrustedSources sources;
    private final long maxNanos;

    private InboundBudget(List<BudgetHeader> headers, TrustedSources sources, long maxNanos) {
        this.headers = headers;
        this.sources = sources;
        this.maxNanos = maxNanos;
    }

    /**
     * By the properties.
     *
     * @throws InvalidHopguardPropertiesException when they cannot work
     */
    static InboundBudget of(InboundProperties properties) {
        Problems problems = new Problems();
        TrustedSources sources = TrustedSources.of(properties.trustedSources(), PREFIX + "trusted-sources", problems);
        problems.require(
                !properties.headers().isEmpty(),
                PREFIX + "headers",
                "empty",
                "name one, or set " + PREFIX + "enabled to false");
        if (properties.max() != null) {
            problems.requirePositive(PREFIX + "max", properties.max());
        }
        if (!problems.found().isEmpty()) {
            throw new InvalidHopguardPropertiesException(problems.found(), null);
        }
        long maxNanos = properties.max() == null ? Long.MAX_VALUE : Deadline.saturatedNanos(properties.max());
        return new InboundBudget(List.copyOf(properties.headers()), sources, maxNanos);
    }

    /**
     * Reads a request that has just come.
     *
     * @param remote the address that connected, or null where there is none
     * @param lines gives the lines of a header
     */
    Read read(@Nullable String remote, Function<String, List<String>> lines) {
        long nanos = Long.MAX_VALUE;
        boolean any = false;
        for (BudgetHeader header : headers) {
            for (String value : lines.apply(header.headerName())) {
                any = true;
                long told = header.decode(value.strip());
                nanos = told == BudgetHeader.MALFORMED ? nanos : Math.min(nanos, told);
            }
        }
        if (!any) {
            return new Read(Outcome.NONE, null);
        }
        if (!sources.trust(remote, lines)) {
            return new Read(Outcome.UNTRUSTED, null);
        }
        if (nanos == Long.MAX_VALUE) {
            return new Read(Outcome.MALFORMED, null);
        }
        Deadline deadline = Deadline.after(Math.min(nanos, maxNanos), System::nanoTime);
        return new Read(nanos == 0 ? Outcome.EXPIRED : Outcome.GIVEN, deadline);
    }
}
