package io.hopguard.client.internal.stage;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.redirect.RedirectRules;
import java.util.List;
import java.util.stream.Stream;

/**
 * Follows redirects: each is a round of attempts of its own, within the same call. {@code Retry-After} on a redirect is
 * not waited for.
 */
public final class RedirectStage implements Stage {
    private final RedirectRules rules;
    private final int maxRedirects;
    private final CallObserver observers;
    private final Stage next;

    public RedirectStage(RedirectRules rules, int maxRedirects, CallObserver observers, Stage next) {
        this.rules = rules;
        this.maxRedirects = maxRedirects;
        this.observers = observers;
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        Exchange current = exchange;
        List<Attempt> before = List.of();
        for (int followed = 0; ; followed++) {
            Response response = round(current, before);
            Request further = followed < maxRedirects ? rules.next(current.request(), response) : null;
            if (further == null) {
                return before.isEmpty() ? response : response.following(before, false);
            }
            Exchange next = RedirectRules.leavesOrigin(current.request(), further)
                    ? current.abroad(further)
                    : current.with(further);
            observers.redirected(current, response, next.request());
            before =
                    Stream.concat(before.stream(), response.attempts().stream()).toList();
            current = next;
        }
    }

    private Response round(Exchange exchange, List<Attempt> before) {
        try {
            return next.execute(exchange);
        } catch (HopguardException e) {
            throw before.isEmpty() ? e : Rounds.following(e, before, false);
        }
    }
}
