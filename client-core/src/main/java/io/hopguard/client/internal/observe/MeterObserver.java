package io.hopguard.client.internal.observe;

import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.Exchange;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;

/** Times calls, and attempts apart from them. */
public final class MeterObserver implements CallObserver {
    private final CallMeters calls;
    private final CallMeters attempts;

    public MeterObserver(MeterRegistry registry, String clientName) {
        this.calls = new CallMeters(registry, CallMeters.CALLS, clientName);
        this.attempts = new CallMeters(registry, CallMeters.ATTEMPTS, clientName);
    }

    @Override
    public void attemptEnded(Exchange call, AttemptRun run, Attempt attempt) {
        boolean answered = attempt.status() != 0;
        // A success has none, and a redirect is nobody's failure.
        DiagnosisTags tags = answered && attempt.status() < 400 && attempt.diagnosis() == Diagnosis.unknown()
                ? DiagnosisTags.NONE
                : DiagnosisTags.of(attempt.diagnosis());
        String outcome = answered ? CallMeters.outcome(attempt.status()) : Objects.requireNonNull(attempt.code());
        attempts.record(call.request(), outcome, tags, attempt.elapsed().toNanos());
    }

    @Override
    public void callAnswered(Exchange call, Response response, long elapsedNanos) {
        calls.record(call.request(), CallMeters.outcome(response.status()), DiagnosisTags.NONE, elapsedNanos);
    }

    @Override
    public void callFailed(Exchange call, HopguardException failure, long elapsedNanos) {
        calls.record(call.request(), failure.code(), DiagnosisTags.NONE, elapsedNanos);
    }
}
