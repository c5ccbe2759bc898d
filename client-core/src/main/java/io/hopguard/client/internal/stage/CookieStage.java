package io.hopguard.client.internal.stage;

import io.hopguard.client.extend.CookieJar;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends the cookies that the jar has for an attempt's target, and gives it those that come back. */
public final class CookieStage implements Stage {
    private final CookieJar jar;
    private final Stage next;

    private CookieStage(CookieJar jar, Stage next) {
        this.jar = jar;
        this.next = next;
    }

    public static Stage wrap(@Nullable CookieJar jar, Stage next) {
        return jar == null ? next : new CookieStage(jar, next);
    }

    @Override
    public Response execute(Exchange exchange) {
        Request request = exchange.request();
        String cookies = request.headers().contains("Cookie") ? "" : jar.cookiesFor(request);
        Response response = next.execute(
                cookies.isEmpty()
                        ? exchange
                        : exchange.with(
                                request.toBuilder().header("Cookie", cookies).build()));
        List<String> set = response.headers().all("Set-Cookie");
        if (!set.isEmpty()) {
            jar.keep(request, set);
        }
        return response;
    }
}
