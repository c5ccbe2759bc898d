package io.hopguard.client.internal.stage;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Facts;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ProxyRefusedException;
import io.hopguard.client.error.ResponseSnapshot;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.RetryAfter;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.Diagnoses;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.ReceivedHead;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Statuses;
import io.hopguard.client.internal.kernel.Time;
import java.util.List;
import java.util.Set;

/** Gives each attempt that failed its one diagnosis; an attempt that succeeded passes untouched. */
public final class DiagnoseStage implements Stage {
    private static final int FIRST_FAILURE = 400;

    private final Diagnoses diagnoses;
    private final Statuses retryStatuses;
    private final Time time;
    private final Stage next;

    public DiagnoseStage(Diagnoses diagnoses, Set<Integer> retryStatuses, Time time, Stage next) {
        this.diagnoses = diagnoses;
        this.retryStatuses = new Statuses(retryStatuses);
        this.time = time;
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        Response response;
        try {
            response = next.execute(exchange);
        } catch (HopguardException e) {
            throw diagnosed(exchange, e);
        }
        int status = response.status();
        return status >= FIRST_FAILURE || retryStatuses.contains(status) ? diagnosed(exchange, response) : response;
    }

    private Response diagnosed(Exchange exchange, Response response) {
        FailureDetails details = new FailureDetails.Builder("status " + response.status(), Phase.BODY)
                .response(null, RetryAfter.nanos(response.headers(), time.epochMillis()))
                .diagnosis(diagnoses.of(AttemptFacts.answered(exchange, response)))
                .build();
        return response.after(List.of(), details, List.of());
    }

    private HopguardException diagnosed(Exchange exchange, HopguardException failure) {
        Facts facts = AttemptFacts.failed(exchange, failure);
        if (facts == null) {
            return failure;
        }
        FailureDetails.Builder details = failure.details().toBuilder().diagnosis(better(diagnoses.of(facts), failure));
        ReceivedHead head = exchange.run().head();
        if (failure.details().response() == null && head != null) {
            details.response(begun(exchange.run(), head), failure.details().retryAfterNanos());
        }
        HopguardException told = failure.retold(details.build());
        for (Throwable earlier : failure.getSuppressed()) {
            told.addSuppressed(earlier);
        }
        return told;
    }

    /** What this process saw for itself stands where nobody can say more. */
    private static Diagnosis better(Diagnosis concluded, HopguardException failure) {
        boolean contradicts =
                failure instanceof ProxyRefusedException && concluded.answeredBy() != AnsweredBy.FORWARD_PROXY;
        boolean less =
                concluded.confidence() == Confidence.NONE && failure.diagnosis().confidence() != Confidence.NONE;
        return contradicts || less ? failure.diagnosis() : concluded;
    }

    private static ResponseSnapshot begun(AttemptRun run, ReceivedHead head) {
        Response begun = Response.of(head.status(), head.headers(), run.cutBody());
        return new ResponseSnapshot(head.status(), head.headers().toMap(), run.cutBody(), begun.charset());
    }
}
