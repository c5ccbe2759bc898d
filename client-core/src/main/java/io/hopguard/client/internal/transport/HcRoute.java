package io.hopguard.client.internal.transport;

import io.hopguard.client.http.Target;
import io.hopguard.client.policy.ProxyEndpoint;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * The way to a target. The pool keeps connections for each, so that no two targets ever share one, tunnel or not.
 *
 * @param target where the request goes
 * @param proxy the forward proxy on the way, or null
 * @param pooled the same in HttpClient's words
 */
record HcRoute(Target target, @Nullable ProxyEndpoint proxy, HttpRoute pooled) {

    static HcRoute of(Target target, @Nullable ProxyEndpoint proxy) {
        HttpHost host = host(target);
        HttpRoute pooled = proxy == null
                ? new HttpRoute(host, null, target.secure())
                : new HttpRoute(host, null, host(proxy.address()), target.secure());
        return new HcRoute(target, proxy, pooled);
    }

    private static HttpHost host(Target target) {
        return new HttpHost(target.scheme(), target.host(), target.port());
    }

    /** Whom to connect to. */
    Target firstHop() {
        return proxy == null ? target : proxy.address();
    }

    boolean tunnelled() {
        return proxy != null && target.secure();
    }

    /** Whether the request itself is for the proxy's eyes. */
    boolean readByProxy() {
        return proxy != null && !target.secure();
    }

    /** What a tunnel is asked for, always with its port (RFC 9110 section 9.3.6). */
    String authority() {
        String name = target.host().indexOf(':') >= 0 ? "[" + target.host() + "]" : target.host();
        return name + ":" + target.port();
    }
}
