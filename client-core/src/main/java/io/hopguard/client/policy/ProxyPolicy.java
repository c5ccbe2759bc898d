package io.hopguard.client.policy;

import io.hopguard.client.http.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which forward proxy requests go through. Requests to http targets are sent to the proxy in absolute form (RFC 9112
 * section 3.2.2), those to https targets through a tunnel that it is asked for with CONNECT (RFC 9110 section 9.3.6).
 * Immutable and thread-safe; shows no credentials.
 */
public final class ProxyPolicy {
    private final @Nullable ProxyUri forHttp;
    private final @Nullable ProxyUri forHttps;
    private final List<String> noProxy;
    private final List<NoProxy> direct;
    private final ProxyUri.@Nullable Credentials apart;
    private final boolean warnOnly;

    private ProxyPolicy(Builder builder) {
        this.forHttp = builder.forHttp();
        this.forHttps = builder.forHttps();
        this.noProxy = builder.noProxy;
        this.direct =
                noProxy.stream().map(NoProxy::parse).filter(Objects::nonNull).toList();
        this.apart = builder.credentials;
        this.warnOnly = builder.warnOnly;
    }

    /**
     * Starts from the defaults: no proxy, and the environment is not asked.
     *
     * @return a builder, not thread-safe
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The proxy for http targets.
     *
     * @return the proxy, by default null for none
     */
    public @Nullable ProxyEndpoint http() {
        return forHttp == null ? null : forHttp.endpoint();
    }

    /**
     * The proxy for https targets.
     *
     * @return the proxy, by default null for none
     */
    public @Nullable ProxyEndpoint https() {
        return forHttps == null ? null : forHttps.endpoint();
    }

    /**
     * The hosts that are gone to directly.
     *
     * @return the entries as they were written, by default none
     */
    public List<String> noProxy() {
        return noProxy;
    }

    /**
     * Whether an address guard may be combined with a proxy, although names are then resolved by the proxy and it cannot check
     * them.
     *
     * @return the value, by default no
     */
    public boolean warnOnly() {
        return warnOnly;
    }

    /**
     * Whether there is a proxy for anything.
     *
     * @return true when one was chosen
     */
    public boolean anySet() {
        return forHttp != null || forHttps != null;
    }

    /**
     * The proxy on the way to a target.
     *
     * @param target where a request goes
     * @return the proxy, or null when the target is gone to directly
     */
    public @Nullable ProxyEndpoint on(Target target) {
        ProxyEndpoint proxy = target.secure() ? https() : http();
        boolean directly = proxy == null || direct.stream().anyMatch(entry -> entry.matches(target));
        return directly ? null : proxy;
    }

    /**
     * Checks each value by itself.
     *
     * @param problems takes what is wrong; never repeats a password
     */
    public void check(Problems problems) {
        // Both are the same one where uri(...) was used.
        Stream.of(forHttp, forHttps).filter(Objects::nonNull).distinct().forEach(uri -> uri.check(problems));
        problems.require(
                apart == null || apart.usable(),
                "proxy.basicAuth",
                "not shown",
                "the user must not be empty or have a colon, and neither may have control characters");
        problems.require(
                apart == null || forHttp != null && forHttp.property().equals(Builder.URI),
                "proxy.basicAuth",
                "set",
                "it is for the proxy of proxy.uri, and there is none; set proxy.uri too, or write user and password into"
                        + " the environment's proxy URI");
        for (String entry : noProxy) {
            problems.require(
                    NoProxy.parse(entry) != null,
                    "proxy.noProxy",
                    entry.replaceAll("[^ -~]", "?"),
                    "must be *, a host, an address or a block of addresses as 10.0.0.0/8, of the first two with a port if"
                            + " wanted");
        }
    }

    /** Collects the values of a {@link ProxyPolicy}. Not thread-safe. */
    public static final class Builder {
        static final String URI = "proxy.uri";

        private @Nullable String uri;
        private ProxyUri.@Nullable Credentials credentials;
        private @Nullable ProxyUri httpFound;
        private @Nullable ProxyUri httpsFound;
        private List<String> noProxy = List.of();
        private boolean warnOnly;

        private Builder() {}

        /**
         * The proxy for all targets.
         *
         * @param value an http URI with host and port, possibly with percent-encoded user and password; by default none
         * @return this
         */
        public Builder uri(String value) {
            this.uri = value;
            this.httpFound = null;
            this.httpsFound = null;
            return this;
        }

        /**
         * User and password for the proxy of {@link #uri}, sent to it alone and without waiting to be asked (RFC 7617). They
         * travel unencrypted to the proxy.
         *
         * @param user the user, without a colon
         * @param password the password
         * @return this
         */
        public Builder basicAuth(String user, String password) {
            this.credentials = new ProxyUri.Credentials(user, password);
            return this;
        }

        /**
         * The targets that are gone to directly, in curl's and Go's form: separated by commas or blanks, each {@code *}, a
         * host (its subdomains are meant too; a dot or {@code *.} in front changes nothing), an IP address, or a block such as
         * {@code 10.0.0.0/8}; hosts and addresses possibly with {@code :port}. Replaces what was there. Names are not resolved
         * to compare them.
         *
         * @param value the list, by default empty
         * @return this
         */
        public Builder noProxy(String value) {
            this.noProxy = NoProxy.split(value);
            return this;
        }

        /**
         * Takes proxies and exceptions from the environment variables {@code http_proxy}, {@code https_proxy} and {@code
         * no_proxy}, or else from those in upper case; {@code HTTP_PROXY} not where {@code REQUEST_METHOD} is set, because in
         * a CGI program a request's header may have made it. Read now; replaces what was there. Entries of {@code no_proxy}
         * that mean nothing are left out.
         *
         * @return this
         */
        public Builder fromEnvironment() {
            return fromEnvironment(System.getenv());
        }

        Builder fromEnvironment(Map<String, String> variables) {
            List<String> http = new ArrayList<>(List.of("http_proxy"));
            if (!variables.containsKey("REQUEST_METHOD")) {
                http.add("HTTP_PROXY");
            }
            this.uri = null;
            this.httpFound = found(variables, http);
            this.httpsFound = found(variables, List.of("https_proxy", "HTTPS_PROXY"));
            this.noProxy = Stream.of("no_proxy", "NO_PROXY")
                    .map(name -> NoProxy.split(variables.getOrDefault(name, "")))
                    .filter(Predicate.not(List::isEmpty))
                    .findFirst()
                    .orElse(List.of())
                    .stream()
                    .filter(entry -> NoProxy.parse(entry) != null)
                    .toList();
            return this;
        }

        private static @Nullable ProxyUri found(Map<String, String> variables, List<String> names) {
            return names.stream()
                    .filter(name -> !variables.getOrDefault(name, "").isBlank())
                    .findFirst()
                    .map(name -> ProxyUri.lenient(
                            name, variables.getOrDefault(name, "").strip()))
                    .orElse(null);
        }

        /**
         * Allows an address guard beside a proxy. The guard then checks only addresses that are written in a URI: the names
         * of targets behind the proxy are resolved by the proxy.
         *
         * @return this
         */
        public Builder warnOnly() {
            this.warnOnly = true;
            return this;
        }

        /**
         * Goes to all targets directly.
         *
         * @return this
         */
        public Builder off() {
            this.credentials = null;
            this.uri = null;
            this.httpFound = null;
            this.httpsFound = null;
            return this;
        }

        private @Nullable ProxyUri forHttp() {
            return uri == null ? httpFound : ProxyUri.of(URI, uri, credentials);
        }

        private @Nullable ProxyUri forHttps() {
            return uri == null ? httpsFound : ProxyUri.of(URI, uri, credentials);
        }

        /**
         * Ends it; the values are checked when the client is built.
         *
         * @return the policy
         */
        public ProxyPolicy build() {
            return new ProxyPolicy(this);
        }
    }
}
