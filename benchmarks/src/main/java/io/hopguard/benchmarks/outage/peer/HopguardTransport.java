package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;
import io.hopguard.benchmarks.outage.upstream.Delivery;
import io.hopguard.benchmarks.outage.upstream.Wire;
import io.hopguard.client.budget.BudgetHeader;
import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Failures;
import io.hopguard.client.internal.kernel.Stage;

/**
 * Stands for the network below the client. It ends an attempt at its own deadline, as the real transport does, so that
 * nothing is left for the reaper's thread, which does not run under another clock.
 */
final class HopguardTransport implements Stage {
    private static final byte[] EMPTY = new byte[0];

    private final Wire wire;

    HopguardTransport(Wire wire) {
        this.wire = wire;
    }

    @Override
    public Response execute(Exchange exchange) {
        AttemptRun run = exchange.run();
        run.enter(Phase.RESPONSE);
        run.sending();
        Answer answer = wire.send(run.remainingNanos(), told(run));
        run.finish();
        return switch (answer.status()) {
            case Answer.TIMED_OUT -> throw timedOut(exchange);
            case Answer.REFUSED -> {
                run.nothingSent();
                throw new ConnectFailedException(FailureDetails.of("connection refused", Phase.CONNECT, null));
            }
            case Answer.RESET ->
                throw new ConnectionLostException(FailureDetails.of("connection lost", Phase.RESPONSE, null));
            default -> Response.of(answer.status(), Headers.empty(), EMPTY);
        };
    }

    /** As the header says it, rounded as the header rounds. */
    private static long told(AttemptRun run) {
        BudgetHeader header = run.budgetHeader();
        return header == null ? Delivery.UNTOLD : header.decode(run.budgetValue());
    }

    private static HopguardException timedOut(Exchange exchange) {
        HopguardException ended = Failures.ended(exchange.control(), Phase.RESPONSE, null);
        return ended != null ? ended : Failures.deadline(Phase.RESPONSE, null);
    }
}
