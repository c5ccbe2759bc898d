package io.hopguard.client.internal.stage;

import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.RetryAfter;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Failures;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.retry.RetryTokens;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the story of all attempts to what a call ends with. */
final class CallEnd {
    private final Time time;
    private final boolean budgeted;

    /** Tells of retry budgets when there are any. */
    CallEnd(Time time, boolean budgeted) {
        this.time = time;
        this.budgeted = budgeted;
    }

    /** The last outcome, with the story; a failure is thrown. */
    Response of(Exchange exchange, Tried last, @Nullable GaveUp reason, RetryTokens tokens) {
        String id = exchange.control().requestId();
        if (last.failure() != null) {
            GaveUp told = last.failure() instanceof CallCancelledException ? null : reason;
            throw retold(last.failure(), exchange, last.all(), told, tokens);
        }
        Response response = Objects.requireNonNull(last.response());
        if (reason == null && response.isSuccess()) {
            return response.after(attempts(last), null, List.of(), id);
        }
        List<Tried> tried = last.all();
        FailureDetails bare = new FailureDetails.Builder("status " + response.status(), Phase.BODY)
                .response(null, RetryAfter.nanos(response.headers(), time.epochMillis()))
                .diagnosis(response.diagnosis())
                .build();
        FailureDetails story = story(bare, exchange, tried, reason, tokens);
        return response.after(attempts(last), story, failures(tried), id);
    }

    /**
     * The breaker did not let an attempt go, so that it is none.
     *
     * @param isOurs whether it was ours: an interceptor may bring that of another client along
     */
    Response refused(
            CircuitOpenException refusal, boolean isOurs, Exchange exchange, @Nullable Tried last, RetryTokens tokens) {
        if (last == null) {
            throw isOurs ? refusal : retold(refusal, exchange, List.of(), null, tokens);
        }
        // What the upstream did says more than that we then stopped asking.
        return of(exchange, last, GaveUp.CIRCUIT_OPEN, tokens);
    }

    /** The call was ended from outside while it waited. */
    HopguardException inBackOff(Exchange exchange, Tried last, RetryTokens tokens) {
        HopguardException before = last.failure();
        HopguardException ended = Failures.ended(exchange.control(), Phase.BACK_OFF, before);
        return retold(
                ended != null ? ended : Failures.deadline(Phase.BACK_OFF, before), exchange, last.all(), null, tokens);
    }

    private HopguardException retold(
            HopguardException failure,
            Exchange exchange,
            List<Tried> tried,
            @Nullable GaveUp reason,
            RetryTokens tokens) {
        FailureDetails bare = failure.details().toBuilder()
                .diagnosis(decisive(failure, tried))
                .build();
        HopguardException whole = failure.retold(story(bare, exchange, tried, reason, tokens));
        failures(tried).stream().filter(earlier -> earlier != failure).forEach(whole::addSuppressed);
        return whole;
    }

    /** Time that ran out in a wait, or before anything was sent, was spent by an attempt before. */
    private static Diagnosis decisive(HopguardException failure, List<Tried> tried) {
        Diagnosis own = failure.diagnosis();
        if (failure instanceof DeadlineExceededException && own.confidence() == Confidence.NONE) {
            for (int i = tried.size() - 1; i >= 0; i--) {
                Diagnosis earlier = tried.get(i).attempt().diagnosis();
                if (tried.get(i).sent() || earlier.confidence() != Confidence.NONE) {
                    return earlier;
                }
            }
        }
        return own;
    }

    private static List<HopguardException> failures(List<Tried> tried) {
        return tried.stream().map(Tried::failure).filter(Objects::nonNull).toList();
    }

    private FailureDetails story(
            FailureDetails bare, Exchange exchange, List<Tried> tried, @Nullable GaveUp reason, RetryTokens tokens) {
        CallControl call = exchange.control();
        boolean unknown = tried.stream().anyMatch(Tried::maybeApplied);
        boolean tellsBudget = budgeted && (reason != null || tried.size() > 1);
        return bare.toBuilder()
                .request(exchange.request().method(), exchange.request().shownTarget())
                .requestId(call.requestId())
                .sent(tried.stream().anyMatch(Tried::sent), unknown)
                .nanos(time.nanos() - call.startNanos(), call.totalNanos())
                .attempts(attempts(tried), reason, tellsBudget ? tokens.shown() : null)
                .build();
    }

    private static List<Attempt> attempts(Tried last) {
        return last.before() == null ? List.of(last.attempt()) : attempts(last.all());
    }

    private static List<Attempt> attempts(List<Tried> tried) {
        return tried.stream().map(Tried::attempt).toList();
    }
}
