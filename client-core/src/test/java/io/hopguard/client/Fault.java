package io.hopguard.client;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.DnsException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.MalformedResponseException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.PoolExhaustedException;
import io.hopguard.client.error.TlsException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;
import java.util.function.Function;

/** The ways in which the real transport fails, as it reports them. */
enum Fault implements Stage {
    NO_POOLED_CONNECTION("no pooled connection became free in time", Phase.LEASE, PoolExhaustedException::new),
    UNKNOWN_HOST("the host name could not be resolved", Phase.DNS, DnsException::new),
    REFUSED("connection refused", Phase.CONNECT, ConnectFailedException::new),
    CONNECT_TIMEOUT("no connection in time", Phase.CONNECT, ConnectFailedException::new),
    TLS_CUT("the connection was cut during the TLS handshake", Phase.TLS, ConnectFailedException::new),
    BAD_CERTIFICATE("the TLS handshake failed", Phase.TLS, TlsException::new),
    LOST("the connection was closed without a response", Phase.RESPONSE, ConnectionLostException::new),
    NO_RESPONSE_IN_TIME("timed out while waiting for the response", Phase.RESPONSE, DeadlineExceededException::new),
    GARBAGE("the response is not valid HTTP", Phase.RESPONSE, MalformedResponseException::new),
    INTERRUPTED("interrupted while waiting for the response", Phase.RESPONSE, CallCancelledException::new),
    TRUNCATED("the response ended before its announced end", Phase.BODY, TruncatedResponseException::new);

    private final String summary;
    private final Phase phase;
    private final Function<FailureDetails, HopguardException> maker;

    Fault(String summary, Phase phase, Function<FailureDetails, HopguardException> maker) {
        this.summary = summary;
        this.phase = phase;
        this.maker = maker;
    }

    HopguardException failure() {
        return maker.apply(FailureDetails.of(summary, phase, null));
    }

    Class<? extends HopguardException> type() {
        return failure().getClass();
    }

    @Override
    public Response execute(Exchange exchange) {
        exchange.run().enter(phase);
        if (phase.compareTo(Phase.WRITE) >= 0) {
            exchange.run().sending();
        }
        throw failure();
    }
}
