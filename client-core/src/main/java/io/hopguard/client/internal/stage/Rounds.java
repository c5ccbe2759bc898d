package io.hopguard.client.internal.stage;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import java.util.ArrayList;
import java.util.List;

/** Several rounds of attempts in one call: after a redirect, or after a token was renewed. */
final class Rounds {
    private Rounds() {}

    /** The failure of the last round, with the attempts of those before it. */
    static HopguardException following(HopguardException failure, List<Attempt> before, boolean outcomeUnknown) {
        FailureDetails details = failure.details();
        List<Attempt> all = new ArrayList<>(before);
        all.addAll(details.attempts());
        HopguardException whole = failure.retold(details.toBuilder()
                .attempts(all, details.gaveUp(), details.retryBudget())
                .sent(true, outcomeUnknown || details.outcomeUnknown())
                .build());
        for (Throwable earlier : failure.getSuppressed()) {
            whole.addSuppressed(earlier);
        }
        return whole;
    }
}
