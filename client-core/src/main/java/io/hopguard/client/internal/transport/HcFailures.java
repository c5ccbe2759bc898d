package io.hopguard.client.internal.transport;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
import io.hopguard.client.error.ClientClosedException;
import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.DnsException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.InterceptorFailedException;
import io.hopguard.client.error.MalformedResponseException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.PoolExhaustedException;
import io.hopguard.client.error.RequestBodyException;
import io.hopguard.client.error.TlsException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Failures;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;

/**
 * The one translation of what HttpClient throws. First the call's own state is asked (ended, out of time), then the phase,
 * then the exception's type; never its message.
 */
final class HcFailures {
    private HcFailures() {}

    /** Of an attempt, or of a body that is streamed after it. */
    static HopguardException translate(Exception thrown, Exchange exchange, HcWay way) {
        HcWire wire = way.wire();
        if (thrown instanceof HopguardException ours) {
            return ours;
        }
        AttemptRun run = exchange.run();
        if (Thread.currentThread().isInterrupted()) {
            exchange.control().end(CallControl.End.INTERRUPTED);
        }
        HopguardException ended = Failures.ended(exchange.control(), run.phase(), thrown);
        if (ended != null) {
            return ended;
        }
        if (run.remainingNanos() <= 0) {
            return Failures.deadline(run.phase(), thrown);
        }
        Throwable cause =
                thrown instanceof ExecutionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (HcHandshakes.isTls(cause, run.phase(), wire)) {
            String summary = HcHandshakes.summary(cause, wire);
            return new TlsException(details(summary, Phase.TLS, cause, Cause.TLS_FAILURE));
        }
        return switch (run.phase()) {
            case DNS, CONNECT -> beforeSending(cause, run.phase(), way.route().proxy() == null ? "" : " to the proxy");
            case PROXY -> inTunnelling(cause);
            case TLS -> beforeSending(cause, run.phase(), "");
            case WRITE, RESPONSE -> beforeResponse(cause, run.phase(), HcHandshakes.suspicion(wire));
            case BODY -> inBody(cause, exchange);
            default -> atLease(cause, way.pool());
        };
    }

    private static HopguardException atLease(Throwable cause, HcPool pool) {
        if (cause instanceof TimeoutException || cause instanceof CancellationException) {
            String summary = "no pooled connection became free in time" + pool.holders();
            return new PoolExhaustedException(new FailureDetails.Builder(summary, Phase.LEASE)
                    .diagnosis(Diagnosis.observed(
                            AnsweredBy.CLIENT,
                            Cause.OVERLOADED,
                            new Evidence("phase", Phase.LEASE.name(), "no pooled connection became free in time"),
                            "find out who holds the connections: slow answers, open streams, or too small a pool"
                                    + " (connections.maxPerTarget)"))
                    .build());
        }
        if (pool.isClosed()) {
            return new ClientClosedException(FailureDetails.of("the client is closed", Phase.LEASE, cause));
        }
        return unforeseen(cause, Phase.LEASE);
    }

    private static HopguardException beforeSending(Throwable cause, Phase phase, String whither) {
        if (cause instanceof UnknownHostException) {
            String whose = whither.isEmpty() ? "the host name" : "the proxy's host name";
            return new DnsException(details(whose + " could not be resolved", Phase.DNS, cause, Cause.DNS_FAILURE));
        }
        if (!(cause instanceof IOException)) {
            return unforeseen(cause, phase);
        }
        Cause why = cause instanceof SocketTimeoutException
                ? Cause.CONNECT_TIMEOUT
                : cause instanceof ConnectException && phase == Phase.CONNECT
                        ? Cause.CONNECTION_REFUSED
                        : cause instanceof SocketException ? Cause.CONNECTION_RESET : Cause.CONNECTION_CLOSED;
        String what = phase == Phase.TLS ? tlsWords(why) : connectWords(why, whither);
        Cause told = phase == Phase.TLS && why == Cause.CONNECT_TIMEOUT ? Cause.TLS_FAILURE : why;
        return new ConnectFailedException(details(what, phase, cause, told));
    }

    private static String tlsWords(Cause why) {
        return why == Cause.CONNECT_TIMEOUT
                ? "the TLS handshake did not end in time"
                : "the connection was cut during the TLS handshake";
    }

    private static String connectWords(Cause why, String whither) {
        return switch (why) {
            case CONNECTION_REFUSED -> "connection" + whither + " refused";
            case CONNECT_TIMEOUT -> "no connection" + whither + " in time";
            default -> "no connection" + whither + " could be made";
        };
    }

    /** Nothing of the request has been sent: to the target, no connection could be made. */
    private static HopguardException inTunnelling(Throwable cause) {
        if (cause instanceof HcLimit limit) {
            return new MalformedResponseException(details(
                    "of the proxy's answer to CONNECT: " + limit.words(),
                    Phase.PROXY,
                    cause,
                    Cause.RESPONSE_HEADER_TOO_LARGE));
        }
        if (cause instanceof HttpException
                || cause instanceof MessageConstraintException
                || cause instanceof HcLines.Forbidden) {
            return new MalformedResponseException(details(
                    "the proxy's answer to CONNECT is not valid HTTP", Phase.PROXY, cause, Cause.MALFORMED_RESPONSE));
        }
        if (cause instanceof SocketTimeoutException) {
            return new ConnectFailedException(
                    details("the proxy opened no tunnel in time", Phase.PROXY, cause, Cause.CONNECT_TIMEOUT));
        }
        boolean reset = cause instanceof SocketException;
        return cause instanceof IOException
                ? new ConnectFailedException(details(
                        "the proxy cut the connection instead of opening a tunnel",
                        Phase.PROXY,
                        cause,
                        reset ? Cause.CONNECTION_RESET : Cause.CONNECTION_CLOSED))
                : unforeseen(cause, Phase.PROXY);
    }

    private static HopguardException beforeResponse(Throwable cause, Phase phase, String suspicion) {
        if (cause instanceof HcBody.SourceFailed failed) {
            return new RequestBodyException(
                    FailureDetails.of(String.valueOf(failed.getMessage()), Phase.WRITE, failed.getCause()));
        }
        if (cause instanceof HcLines.Cut) {
            return new TruncatedResponseException(
                    details("the response ended in the middle of its head", phase, cause, Cause.TRUNCATED_RESPONSE));
        }
        if (cause instanceof HttpException
                || cause instanceof MessageConstraintException
                || cause instanceof HcLines.Forbidden) {
            return malformed(cause, phase);
        }
        if (cause instanceof NoHttpResponseException || cause instanceof ConnectionClosedException) {
            return new ConnectionLostException(details(
                    "the connection was closed without a response" + suspicion, phase, cause, Cause.CONNECTION_CLOSED));
        }
        if (cause instanceof IOException) {
            return new ConnectionLostException(details(
                    "the connection broke while " + phase.words() + suspicion, phase, cause, Cause.CONNECTION_RESET));
        }
        return unforeseen(cause, phase);
    }

    private static HopguardException inBody(Throwable cause, Exchange exchange) {
        if (cause instanceof SocketTimeoutException) {
            return new TruncatedResponseException(details(
                    "no byte of the response came within "
                            + (exchange.streaming() != null ? "timeouts.streamIdle" : "timeouts.idle"),
                    Phase.BODY,
                    cause,
                    Cause.RESPONSE_TIMEOUT));
        }
        if (cause instanceof HcLines.Forbidden
                || cause instanceof MessageConstraintException
                || cause instanceof HcDecoded.Broken) {
            return malformed(cause, Phase.BODY);
        }
        boolean truncated =
                cause instanceof TruncatedChunkException || !(cause instanceof MalformedChunkCodingException);
        if (cause instanceof IOException && truncated) {
            return new TruncatedResponseException(details(
                    "the response ended before its announced end", Phase.BODY, cause, Cause.TRUNCATED_RESPONSE));
        }
        return cause instanceof HttpException || cause instanceof IOException
                ? malformed(cause, Phase.BODY)
                : unforeseen(cause, Phase.BODY);
    }

    private static HopguardException malformed(Throwable cause, Phase phase) {
        boolean head = cause instanceof HcLimit && phase != Phase.BODY;
        String what = cause instanceof HcLimit limit
                ? limit.words()
                : cause instanceof HcDecoded.Broken
                        ? "the response body is not what its Content-Encoding says"
                        : "the response is not valid HTTP";
        Cause why = head ? Cause.RESPONSE_HEADER_TOO_LARGE : Cause.MALFORMED_RESPONSE;
        return new MalformedResponseException(details(what, phase, cause, why));
    }

    private static HopguardException unforeseen(Throwable cause, Phase phase) {
        return new InterceptorFailedException(
                FailureDetails.of(cause.getClass().getSimpleName() + " while " + phase.words(), phase, cause));
    }

    private static FailureDetails details(String summary, Phase phase, @Nullable Throwable thrown, Cause cause) {
        Evidence evidence = new Evidence("phase", phase.name(), summary);
        return new FailureDetails.Builder(summary, phase)
                .cause(thrown)
                .diagnosis(Diagnosis.observed(AnsweredBy.NETWORK, cause, evidence, HcAdvice.of(cause)))
                .build();
    }
}
