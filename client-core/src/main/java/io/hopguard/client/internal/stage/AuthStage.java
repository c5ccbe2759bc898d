package io.hopguard.client.internal.stage;

import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.HttpStatusException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.TokenFailedException;
import io.hopguard.client.error.UnauthorizedException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.auth.Challenges;
import io.hopguard.client.internal.auth.TokenAnswer;
import io.hopguard.client.internal.auth.TokenAnswer.Bearer;
import io.hopguard.client.internal.auth.Tokens;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Failures;
import io.hopguard.client.internal.kernel.Pause;
import io.hopguard.client.internal.kernel.Stage;
import java.util.List;
import java.util.Objects;

/**
 * Puts a token on the request. When the server refuses it, another is got and the request sent again, once in a call: a
 * repair and not a retry, so that it takes nothing from the retry budget.
 */
public final class AuthStage implements Stage {
    private static final String AUTHORIZATION = "Authorization";

    private final Tokens tokens;
    private final Pause pause;
    private final Stage next;

    public AuthStage(Tokens tokens, Pause pause, Stage next) {
        this.tokens = tokens;
        this.pause = pause;
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        Request request = exchange.request();
        if (exchange.isAbroad() || request.headers().contains(AUTHORIZATION) || tokens.askedByThisThread()) {
            return next.execute(exchange);
        }
        Bearer token = token(exchange);
        HttpStatusException refusal;
        try {
            Response response = next.execute(carrying(token, exchange));
            if (response.status() != 401 || !repairable(exchange, token, challenges(response))) {
                return response;
            }
            refusal = Objects.requireNonNull(response.failure());
        } catch (UnauthorizedException e) {
            // An interceptor's exception says less than a response about what became of the request.
            if (!repairable(exchange, token, challenges(e)) || !request.repeatable()) {
                throw e;
            }
            refusal = e;
        }
        return again(exchange, refusal);
    }

    private Bearer token(Exchange exchange) {
        TokenAnswer answer = pause.await(tokens.current(), exchange.control());
        if (answer instanceof Bearer bearer) {
            return bearer;
        }
        HopguardException ended = Failures.ended(exchange.control(), Phase.TOKEN, null);
        if (ended == null && answer instanceof TokenAnswer.None none) {
            throw new TokenFailedException(FailureDetails.of(none.words(), Phase.TOKEN, none.cause()));
        }
        throw ended != null ? ended : Failures.deadline(Phase.TOKEN, null);
    }

    private static Exchange carrying(Bearer token, Exchange exchange) {
        return exchange.with(exchange.request().toBuilder()
                .header(AUTHORIZATION, token.field())
                .build());
    }

    private static List<String> challenges(Response response) {
        return response.headers().all("WWW-Authenticate");
    }

    private static List<String> challenges(UnauthorizedException refusal) {
        return refusal.headers().getOrDefault("WWW-Authenticate", List.of());
    }

    /** 401 says that the request was not processed (RFC 9110 section 15.5.2), so that its method does not matter. */
    private boolean repairable(Exchange exchange, Bearer token, List<String> challenges) {
        if (!Challenges.mayAskForToken(challenges)) {
            return false;
        }
        boolean another = tokens.refused(token);
        Request request = exchange.request();
        RequestBody body = request.body();
        return another
                && !request.retryOff()
                && (body == null || body.replayable())
                && exchange.control().claimResend();
    }

    private Response again(Exchange exchange, HttpStatusException refusal) {
        try {
            Bearer token = token(exchange);
            Response response = next.execute(carrying(token, exchange));
            if (response.status() == 401) {
                tokens.refusedToo(token);
            }
            return response.following(refusal.attempts(), refusal.outcomeUnknown());
        } catch (HopguardException e) {
            e.addSuppressed(refusal);
            throw Rounds.following(e, refusal.attempts(), refusal.outcomeUnknown());
        }
    }
}
