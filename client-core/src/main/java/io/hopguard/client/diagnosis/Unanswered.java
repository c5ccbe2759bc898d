package io.hopguard.client.diagnosis;

import static io.hopguard.client.diagnosis.Cause.APPLICATION_ERROR;
import static io.hopguard.client.diagnosis.Cause.BAD_REQUEST;
import static io.hopguard.client.diagnosis.Cause.CONNECTION_CLOSED;
import static io.hopguard.client.diagnosis.Cause.CONNECTION_RESET;
import static io.hopguard.client.diagnosis.Cause.CONNECT_TIMEOUT;
import static io.hopguard.client.diagnosis.Cause.DENIED;
import static io.hopguard.client.diagnosis.Cause.MALFORMED_RESPONSE;
import static io.hopguard.client.diagnosis.Cause.PROTOCOL_MISMATCH;
import static io.hopguard.client.diagnosis.Cause.RESPONSE_TIMEOUT;
import static io.hopguard.client.diagnosis.Cause.TRUNCATED_RESPONSE;
import static io.hopguard.client.diagnosis.Cause.WORKER_FAILED;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Attempts without a whole answer: here this process is the witness. */
final class Unanswered {
    /** A worker that was killed for its slowness, or a read timeout, took at least this long. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

    /** What a hop finds out before it waits for anything. */
    private static final Set<Cause> AT_ONCE = Set.of(DENIED, PROTOCOL_MISMATCH, BAD_REQUEST, CONNECTION_RESET);

    private static final Set<Cause> WIRE = Set.of(
            Cause.CONNECTION_REFUSED,
            CONNECT_TIMEOUT,
            CONNECTION_CLOSED,
            CONNECTION_RESET,
            RESPONSE_TIMEOUT,
            Cause.TLS_FAILURE,
            PROTOCOL_MISMATCH,
            Cause.DNS_FAILURE,
            MALFORMED_RESPONSE,
            TRUNCATED_RESPONSE);

    /** All that ends in a connection that is closed without a byte, as real servers do it, the usual first. */
    private static final List<Cause> SILENCE = List.of(
            CONNECTION_CLOSED,
            WORKER_FAILED,
            APPLICATION_ERROR,
            MALFORMED_RESPONSE,
            CONNECTION_RESET,
            RESPONSE_TIMEOUT,
            CONNECT_TIMEOUT,
            DENIED,
            PROTOCOL_MISMATCH,
            BAD_REQUEST);

    private Unanswered() {}

    static Draft notSent(Facts facts) {
        Cause observed = facts.observed();
        if (observed == null) {
            return new Draft(AnsweredBy.CLIENT, List.of(Cause.UNKNOWN), Confidence.NONE);
        }
        boolean wire = WIRE.contains(observed);
        String whom = facts.throughForwardProxy() ? "on the way to the forward proxy or behind it" : "to the first hop";
        return new Draft(wire ? AnsweredBy.NETWORK : AnsweredBy.CLIENT, List.of(observed), Confidence.CERTAIN)
                .because(
                        ending(facts, wire ? "the request could not be sent " + whom : "this process did not send it"));
    }

    static Draft silent(Facts facts) {
        Cause observed = facts.observed();
        if (observed == null || observed == CONNECTION_CLOSED || observed == CONNECTION_RESET) {
            return facts.reusedConnection() ? stale(facts) : closed(facts, observed);
        }
        return new Draft(AnsweredBy.NETWORK, List.of(observed), Confidence.CERTAIN)
                .because(ending(facts, "no byte of an answer came"))
                .because(Seen.elapsed(facts, "waited so long"));
    }

    private static Draft stale(Facts facts) {
        boolean slow = facts.elapsedNanos() > SLOW_NANOS;
        List<Cause> causes = slow
                ? List.of(CONNECTION_CLOSED, WORKER_FAILED, RESPONSE_TIMEOUT)
                : List.of(CONNECTION_CLOSED, WORKER_FAILED);
        return new Draft(AnsweredBy.NETWORK, causes, slow ? Confidence.POSSIBLE : Confidence.LIKELY)
                .because(ending(facts, "no byte of an answer came"))
                .because(new Evidence(
                        "connection", "reused", "its peer may have closed it while it was idle: a stale keep-alive"));
    }

    private static Draft closed(Facts facts, @Nullable Cause observed) {
        Cause first = observed == null ? CONNECTION_CLOSED : observed;
        Set<Cause> causes = new LinkedHashSet<>(SILENCE);
        if (facts.elapsedNanos() > SLOW_NANOS) {
            causes.removeAll(AT_ONCE);
        } else {
            // Nobody gives up connecting so soon; a late answer of another kind may have been given up by then.
            causes.remove(CONNECT_TIMEOUT);
        }
        causes.remove(first);
        List<Cause> ordered = new ArrayList<>(List.of(first));
        ordered.addAll(causes);
        return new Draft(AnsweredBy.NETWORK, ordered, Confidence.POSSIBLE)
                .because(ending(facts, "the connection ended without a byte: no log but the peer's tells why"))
                .because(new Evidence("connection", "new", "not a stale keep-alive"))
                .because(Seen.elapsed(facts, "how long it took"));
    }

    static Draft malformed(Facts facts) {
        if (facts.observed() == Cause.RESPONSE_HEADER_TOO_LARGE) {
            return new Draft(AnsweredBy.UNKNOWN, List.of(Cause.RESPONSE_HEADER_TOO_LARGE), Confidence.CERTAIN)
                    .because(ending(facts, "the header section is larger than this client's own limit"));
        }
        if (facts.status() != 0) {
            return new Draft(AnsweredBy.UNKNOWN, List.of(MALFORMED_RESPONSE), Confidence.LIKELY)
                    .because(ending(facts, "a head came; the framing or the coding of the body is broken"));
        }
        ForeignProtocol foreign = ForeignProtocol.of(facts.body());
        List<Cause> causes = foreign != null
                ? List.of(PROTOCOL_MISMATCH, MALFORMED_RESPONSE)
                : facts.body().length > 0
                        ? List.of(MALFORMED_RESPONSE)
                        : List.of(MALFORMED_RESPONSE, PROTOCOL_MISMATCH);
        return new Draft(AnsweredBy.UNKNOWN, causes, Confidence.LIKELY)
                .because(ending(facts, "the first hop sent something that is no HTTP response, or passed it on"))
                .because(foreign == null ? null : new Evidence("bytes", foreign.title(), "another protocol"));
    }

    static Draft truncated(Facts facts) {
        if (facts.observed() == RESPONSE_TIMEOUT) {
            return new Draft(AnsweredBy.UNKNOWN, List.of(RESPONSE_TIMEOUT), Confidence.CERTAIN)
                    .because(ending(facts, "the head came; this client stopped waiting for the rest of the body"))
                    .because(Seen.elapsed(facts, "how long it took"));
        }
        List<Cause> causes = new ArrayList<>(List.of(TRUNCATED_RESPONSE));
        Cause observed = facts.observed();
        if (observed != null && observed != TRUNCATED_RESPONSE) {
            causes.add(observed);
        }
        if (facts.elapsedNanos() > SLOW_NANOS) {
            causes.remove(RESPONSE_TIMEOUT);
            causes.add(RESPONSE_TIMEOUT);
        }
        return new Draft(AnsweredBy.UNKNOWN, causes, Confidence.LIKELY)
                .because(ending(facts, "the answer ended before its announced end; who cut it does not show"))
                .because(Seen.elapsed(facts, "how long it took"));
    }

    private static Evidence ending(Facts facts, String meaning) {
        return new Evidence("ending", facts.ending().name(), meaning);
    }
}
