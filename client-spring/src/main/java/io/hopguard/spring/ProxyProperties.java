package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.policy.ProxyPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forward proxy on the way.
 *
 * @param enabled Whether the proxy that is set here, or inherited, is used.
 * @param uri The proxy for all targets, for example http://proxy.example.com:3128.
 * @param fromEnvironment Whether http_proxy, https_proxy and no_proxy of the environment are read.
 * @param user The user at the proxy of proxy.uri.
 * @param password The password at the proxy of proxy.uri.
 * @param noProxy Hosts, addresses and blocks that are reached without the proxy, as a list or separated by commas.
 * @param warnOnly Whether an address guard beside a proxy is accepted, which cannot check what the proxy resolves.
 */
record ProxyProperties(
        @Nullable Boolean enabled,
        @Nullable String uri,
        @Nullable Boolean fromEnvironment,
        @Nullable String user,
        @Nullable String password,
        @Nullable List<String> noProxy,
        @Nullable Boolean warnOnly)
        implements Inheriting<ProxyProperties> {

    /** Credentials belong to their proxy: those of another one are never inherited. */
    @Override
    public ProxyProperties over(ProxyProperties parent) {
        boolean own = uri != null || fromEnvironment != null;
        return new ProxyProperties(
                enabled != null ? enabled : own ? null : parent.enabled,
                own ? uri : parent.uri,
                own ? fromEnvironment : parent.fromEnvironment,
                own || user != null ? user : parent.user,
                own || user != null ? password : password != null ? password : parent.password,
                noProxy != null ? noProxy : parent.noProxy,
                warnOnly != null ? warnOnly : parent.warnOnly);
    }

    void applyTo(ProxyPolicy.Builder policy) {
        if (Boolean.FALSE.equals(enabled)) {
            return;
        }
        if (Boolean.TRUE.equals(fromEnvironment)) {
            policy.fromEnvironment();
        }
        set(uri, policy::uri);
        if (user != null || password != null) {
            policy.basicAuth(user == null ? "" : user, password == null ? "" : password);
        }
        set(noProxy, hosts -> policy.noProxy(String.join(",", hosts)));
        if (Boolean.TRUE.equals(warnOnly)) {
            policy.warnOnly();
        }
    }

    @Override
    public String toString() {
        return "ProxyProperties";
    }
}
