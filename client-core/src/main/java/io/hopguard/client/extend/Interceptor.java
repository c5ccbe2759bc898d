package io.hopguard.client.extend;

import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;

/**
 * A user's own code around a call or around each of its attempts. Must be thread-safe.
 *
 * <p>A <em>call</em> interceptor runs once, outside of the retries: it sees the final response or failure. An
 * <em>attempt</em> interceptor runs for every attempt, inside of the retries: what it throws or returns is judged like
 * what the server sent, and what it changes in the request holds for that attempt only.
 *
 * <p>It may change the request but not its target, answer without proceeding, and proceed once; a second time is refused, because it
 * would send the request again behind the back of the retries. An attempt interceptor may not make a repeatable request unsafe to
 * repeat. What it throws reaches the caller as
 * {@link io.hopguard.client.error.InterceptorFailedException}, unless it is one of this library's exceptions.
 */
@FunctionalInterface
public interface Interceptor {
    /**
     * Takes part in the call.
     *
     * @param request the request as it has become so far
     * @param chain the rest of the pipeline
     * @return the response
     */
    Response intercept(Request request, Chain chain);

    /** The rest of the pipeline. */
    @FunctionalInterface
    interface Chain {
        /**
         * Goes on.
         *
         * @param request the request to go on with; its target must be the same
         * @return the response
         * @throws io.hopguard.client.error.HopguardException when the call fails
         */
        Response proceed(Request request);
    }
}
