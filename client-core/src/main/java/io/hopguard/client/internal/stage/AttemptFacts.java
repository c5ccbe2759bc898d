package io.hopguard.client.internal.stage;

import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Facts;
import io.hopguard.client.diagnosis.Facts.Ending;
import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.MalformedResponseException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ProxyRefusedException;
import io.hopguard.client.error.ResponseSnapshot;
import io.hopguard.client.error.ResponseTooLargeException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.ReceivedHead;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one attempt leaves to conclude from. */
final class AttemptFacts {
    private AttemptFacts() {}

    static Facts answered(Exchange exchange, Response response) {
        ReceivedHead head = exchange.run().head();
        ReceivedHead seen = head != null ? head : new ReceivedHead(response.status(), "", response.headers());
        return about(exchange, Ending.ANSWERED, seen).body(response.bytes()).build();
    }

    /** Null where there is nothing to add to what the transport saw for itself: nothing was sent, or we ended it. */
    static @Nullable Facts failed(Exchange exchange, HopguardException failure) {
        AttemptRun run = exchange.run();
        if (failure instanceof ProxyRefusedException refused) {
            return refused(exchange, Objects.requireNonNull(refused.details().response()));
        }
        Ending ending = ending(run, failure);
        if (ending == null) {
            return null;
        }
        Facts.Builder facts = about(exchange, ending, run.head())
                .body(run.cutBody())
                .observed(ending == Ending.ANSWERED ? null : observed(failure));
        return failure instanceof ResponseTooLargeException ? facts.bodyUnseen().build() : facts.build();
    }

    private static Facts refused(Exchange exchange, ResponseSnapshot answer) {
        Facts.Builder facts = about(exchange, Ending.ANSWERED, null);
        answer.headers().forEach((name, values) -> values.forEach(value -> facts.field(name, value)));
        return facts.status(answer.status(), "")
                .body(answer.body())
                .connection(exchange.run().reusedConnection(), true)
                .build();
    }

    private static Facts.Builder about(Exchange exchange, Ending ending, @Nullable ReceivedHead head) {
        AttemptRun run = exchange.run();
        Facts.Builder facts = Facts.of(ending)
                .elapsedNanos(run.elapsedNanos())
                .connection(run.reusedConnection(), run.readByProxy())
                .accept(String.join(", ", exchange.request().headers().all("Accept")));
        if (exchange.request().method().equals("HEAD")) {
            facts.bodyUnseen();
        }
        if (head != null) {
            facts.status(head.status(), head.reason());
            Headers headers = head.headers();
            for (int i = 0; i < headers.size(); i++) {
                facts.field(headers.name(i), headers.value(i));
            }
        }
        return facts;
    }

    private static @Nullable Ending ending(AttemptRun run, HopguardException failure) {
        ReceivedHead head = run.head();
        if (failure instanceof TruncatedResponseException) {
            return Ending.TRUNCATED;
        }
        if (failure instanceof MalformedResponseException) {
            return run.sent() ? Ending.MALFORMED : null;
        }
        if (failure instanceof ConnectionLostException) {
            return run.sent() ? Ending.NO_RESPONSE : null;
        }
        if (failure instanceof ResponseTooLargeException) {
            return head != null && head.status() >= 400 ? Ending.ANSWERED : null;
        }
        if (failure instanceof DeadlineExceededException) {
            return !run.sent() ? Ending.NOT_SENT : head != null ? Ending.TRUNCATED : Ending.NO_RESPONSE;
        }
        return null;
    }

    private static @Nullable Cause observed(HopguardException failure) {
        if (failure.diagnosis().confidence() != Confidence.NONE) {
            return failure.diagnosis().causes().get(0);
        }
        return failure instanceof DeadlineExceededException ? outOfTime(failure.phase()) : null;
    }

    /** What was waited for in vain; null where that was this client's own. */
    private static @Nullable Cause outOfTime(Phase phase) {
        return switch (phase) {
            case DNS -> Cause.DNS_FAILURE;
            case CONNECT, PROXY -> Cause.CONNECT_TIMEOUT;
            case TLS -> Cause.TLS_FAILURE;
            case WRITE, RESPONSE, BODY -> Cause.RESPONSE_TIMEOUT;
            default -> null;
        };
    }
}
