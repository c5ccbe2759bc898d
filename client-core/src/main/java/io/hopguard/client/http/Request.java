package io.hopguard.client.http;

import io.hopguard.client.error.InvalidRequestException;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One request, complete and checked. Immutable and thread-safe as far as its body is. */
public final class Request {
    /** The header that makes an unsafe request repeatable (draft-ietf-httpapi-idempotency-key-header). */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final String method;
    private final Target target;
    private final String path;
    private final @Nullable String route;
    private final Headers headers;
    private final @Nullable RequestBody body;
    private final @Nullable Duration timeout;
    private final boolean retrySafe;
    private final boolean retryOff;
    private final @Nullable UnaryOperator<String> redaction;

    private Request(Builder builder) {
        this.method = builder.method;
        this.target = builder.target;
        this.path = builder.path;
        this.redaction = builder.redaction;
        this.route = builder.route == null ? null : shown(builder.route);
        this.headers = builder.headers;
        this.body = builder.body;
        this.timeout = builder.timeout;
        this.retrySafe = builder.retrySafe;
        this.retryOff = builder.retryOff;
    }

    /**
     * Starts a request for an absolute URI.
     *
     * @param method the method, a token
     * @param uri an absolute http or https URI, percent-encoded; a fragment is dropped
     * @return a builder, not thread-safe
     * @throws InvalidRequestException when the method or the URI is not usable
     */
    public static Builder builder(String method, String uri) {
        PercentEncoding.checkLiteral(uri);
        Target target = Target.of(uri);
        return builder(method, target, uri.substring(Target.authorityEnd(uri, uri.indexOf("://") + 3)));
    }

    /**
     * Starts a request for a path on a target.
     *
     * @param method the method, a token
     * @param target where to send it
     * @param path the path and query, percent-encoded; empty counts as {@code /}
     * @return a builder, not thread-safe
     * @throws InvalidRequestException when the method is not usable
     */
    public static Builder builder(String method, Target target, String path) {
        FieldSyntax.checkMethod(method);
        return new Builder(method, target, originForm(path));
    }

    private static String originForm(String path) {
        int fragment = path.indexOf('#');
        String kept = fragment < 0 ? path : path.substring(0, fragment);
        return kept.startsWith("/") ? kept : "/" + kept;
    }

    /**
     * Starts a request that differs in some points.
     *
     * @return a builder, not thread-safe
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * The method.
     *
     * @return the method as it is sent
     */
    public String method() {
        return method;
    }

    /**
     * Where it goes.
     *
     * @return scheme, host and port
     */
    public Target target() {
        return target;
    }

    /**
     * What is asked for.
     *
     * @return path and query as they are sent
     */
    public String path() {
        return path;
    }

    /**
     * The whole URI, query values included; do not log it.
     *
     * @return the URI
     */
    public URI uri() {
        return URI.create(target + path);
    }

    /**
     * The template it was made from, as far as it may be shown.
     *
     * @return the template, or null when there was none
     */
    public @Nullable String route() {
        return route;
    }

    /**
     * What may be shown of the URI: the template where there is one, else the URI with its query values masked.
     *
     * @return text for messages and logs
     */
    public String shownTarget() {
        if (route != null) {
            return route;
        }
        int query = path.indexOf('?');
        if (query < 0) {
            return shown(target + path);
        }
        // A piece without a name may be the secret itself.
        String masked =
                path.substring(query + 1).replaceAll("=[^&]*", "=***").replaceAll("(?<=^|&)[^&=]+(?=&|$)", "***");
        return shown(target + path.substring(0, query + 1) + masked);
    }

    /**
     * A text about this request as it may be shown.
     *
     * @param text the text, for example the words of a failure
     * @return the text without what the client's {@code redaction} masks
     */
    public String shown(String text) {
        return redaction == null ? text : redaction.apply(text);
    }

    /**
     * The same request, of which as much is shown as of another; for the pipeline.
     *
     * @param other the request that it takes the place of
     * @return this when there is no difference, otherwise a new request
     */
    public Request shownLike(Request other) {
        return redaction == other.redaction
                ? this
                : toBuilder().redaction(other.redaction).build();
    }

    /**
     * The headers.
     *
     * @return the headers as they are sent, less those that the transport adds
     */
    public Headers headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return the body, or null when there is none
     */
    public @Nullable RequestBody body() {
        return body;
    }

    /**
     * The whole call's own time limit.
     *
     * @return the limit, or null for the client's
     */
    public @Nullable Duration timeout() {
        return timeout;
    }

    /**
     * Whether the caller said that it may be repeated whatever its method is.
     *
     * @return true when it may
     */
    public boolean retrySafe() {
        return retrySafe;
    }

    /**
     * Whether the caller forbade to repeat it.
     *
     * @return true when it must be sent once only
     */
    public boolean retryOff() {
        return retryOff;
    }

    /**
     * Whether it may be sent again although it may have been applied: its method is idempotent (RFC 9110 section 9.2.2),
     * it has an {@code Idempotency-Key}, or the caller said so.
     *
     * @return true when applying it twice does no harm
     */
    public boolean repeatable() {
        if (retrySafe || idempotentMethod()) {
            return true;
        }
        String key = headers.first(IDEMPOTENCY_KEY);
        return key != null && !key.isBlank();
    }

    /**
     * Whether its method is idempotent: GET, HEAD, OPTIONS, TRACE, PUT, DELETE (RFC 9110 section 9.2.2) or QUERY.
     *
     * @return true when it is
     */
    public boolean idempotentMethod() {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY" -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return method + " " + shownTarget();
    }

    /** Collects the parts of a request. Not thread-safe. */
    public static final class Builder {
        private final String method;
        private final Target target;
        private final String path;
        private @Nullable String route;
        private Headers headers = Headers.empty();
        private @Nullable RequestBody body;
        private @Nullable Duration timeout;
        private boolean retrySafe;
        private boolean retryOff;
        private @Nullable UnaryOperator<String> redaction;

        private Builder(String method, Target target, String path) {
            this.method = method;
            this.target = target;
            this.path = path;
        }

        private Builder(Request from) {
            this(from.method, from.target, from.path);
            this.route = from.route;
            this.headers = from.headers;
            this.body = from.body;
            this.timeout = from.timeout;
            this.retrySafe = from.retrySafe;
            this.retryOff = from.retryOff;
            this.redaction = from.redaction;
        }

        /**
         * The template.
         *
         * @param value the template, used in messages and metrics
         * @return this
         */
        public Builder route(@Nullable String value) {
            this.route = value;
            return this;
        }

        /**
         * All headers.
         *
         * @param value the headers, replacing those so far
         * @return this
         */
        public Builder headers(Headers value) {
            this.headers = value;
            return this;
        }

        /**
         * One header, replacing those of its name.
         *
         * @param name its name
         * @param value its value
         * @return this
         * @throws InvalidRequestException when the name or value is not allowed on the wire
         */
        public Builder header(String name, String value) {
            this.headers = headers.with(name, value);
            return this;
        }

        /**
         * The body.
         *
         * @param value the body, or null for none
         * @return this
         */
        public Builder body(@Nullable RequestBody value) {
            this.body = value;
            return this;
        }

        /**
         * The whole call's time limit.
         *
         * @param value the limit, more than zero, or null for the client's
         * @return this
         * @throws InvalidRequestException when it is not more than zero
         */
        public Builder timeout(@Nullable Duration value) {
            if (value != null && (value.isZero() || value.isNegative())) {
                throw new InvalidRequestException("timeout: " + value.toMillis() + " ms; must be more than 0");
            }
            this.timeout = value;
            return this;
        }

        /**
         * Whether it may be repeated.
         *
         * @param safe true: whatever its method is
         * @param off true: never, which wins
         * @return this
         */
        public Builder retry(boolean safe, boolean off) {
            this.retrySafe = safe;
            this.retryOff = off;
            return this;
        }

        /**
         * What masks texts about it before they are shown; the client sets its own.
         *
         * @param value takes a text and gives what may be shown of it, or null for all; thread-safe
         * @return this
         */
        public Builder redaction(@Nullable UnaryOperator<String> value) {
            this.redaction = value;
            return this;
        }

        /**
         * Ends it.
         *
         * @return the request
         */
        public Request build() {
            return new Request(this);
        }
    }
}
