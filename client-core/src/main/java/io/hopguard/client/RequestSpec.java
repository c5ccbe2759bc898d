package io.hopguard.client;

import io.hopguard.client.codec.BodyCodec;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.RequestBodyException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.MultipartBody;
import io.hopguard.client.http.Query;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.TypeRef;
import io.hopguard.client.http.UriTemplate;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request in the making, and how to send it. Not thread-safe; made by {@link ResilientClient} for each call.
 *
 * <p>Everything that is put in is checked at once and refused with an {@link InvalidRequestException} that names the part.
 */
public final class RequestSpec {
    private final ResilientClient client;
    private final String method;
    private final UriTemplate template;
    private final Object[] positional;
    private Map<String, @Nullable Object> named = Map.of();
    private @Nullable Query query;
    private Headers headers;
    private @Nullable RequestBody body;
    private @Nullable Duration timeout;
    private boolean retrySafe;
    private boolean retryOff;
    private final boolean routed;

    RequestSpec(ResilientClient client, String method, UriTemplate template, boolean routed, Object... positional) {
        this.client = client;
        this.method = method;
        this.template = template;
        this.routed = routed;
        this.positional = positional.clone();
        this.headers = Headers.empty();
    }

    /**
     * Adds a header. It takes the place of the client's own of that name; several of one name on one request all stay.
     *
     * @param name a token; those that frame the body ({@code Content-Length}, ...) are refused
     * @param value visible ASCII
     * @return this
     * @throws InvalidRequestException when the name or value is not allowed on the wire
     */
    public RequestSpec header(String name, String value) {
        headers = headers.plus(name, value);
        return this;
    }

    /**
     * Gives a variable of the template its value.
     *
     * @param name the variable
     * @param value the value, percent-encoded when it is put in; null is refused when the call is made
     * @return this
     */
    public RequestSpec path(String name, @Nullable Object value) {
        if (named.isEmpty()) {
            named = new LinkedHashMap<>();
        }
        named.put(name, value);
        return this;
    }

    /**
     * Adds a query parameter, once for each value.
     *
     * @param name the parameter's name
     * @param values its values; an {@link Iterable} adds each of its elements
     * @return this
     * @throws InvalidRequestException when a value is null
     */
    public RequestSpec query(String name, @Nullable Object... values) {
        if (query == null) {
            query = new Query();
        }
        query.add(name, values);
        return this;
    }

    /**
     * Sends a value as JSON, or whatever the client's codec writes.
     *
     * @param value the value; written at once
     * @return this
     * @throws RequestBodyException when it cannot be written, or there is no codec
     */
    public RequestSpec json(Object value) {
        BodyCodec codec = client.settings().codec();
        if (codec == null) {
            throw new RequestBodyException(FailureDetails.of(
                    "json: no codec; add tools.jackson.core:jackson-databind to the class path, or set"
                            + " ResilientClientBuilder.codec",
                    Phase.ADMISSION,
                    null));
        }
        try {
            return body(RequestBody.bytes(codec.encode(value), codec.contentType()));
        } catch (Exception e) {
            String summary = "json: a " + value.getClass().getName() + " could not be written";
            throw new RequestBodyException(FailureDetails.of(summary, Phase.ADMISSION, e));
        }
    }

    /**
     * Sends text in UTF-8.
     *
     * @param text the text
     * @return this
     */
    public RequestSpec text(String text) {
        return body(RequestBody.text(text));
    }

    /**
     * Sends bytes.
     *
     * @param content the bytes; kept, so do not change them
     * @param contentType the media type
     * @return this
     */
    public RequestSpec bytes(byte[] content, String contentType) {
        return body(RequestBody.bytes(content, contentType));
    }

    /**
     * Sends a form.
     *
     * @param fields names and values; an {@link Iterable} as value repeats the field
     * @return this
     * @throws InvalidRequestException when a value is null
     */
    public RequestSpec form(Map<String, ?> fields) {
        return body(RequestBody.form(fields));
    }

    /**
     * Sends a multipart form.
     *
     * @param parts its parts
     * @return this
     */
    public RequestSpec multipart(MultipartBody parts) {
        return body(parts);
    }

    /**
     * Sends a file.
     *
     * @param file the file
     * @param contentType the media type
     * @return this
     * @throws InvalidRequestException when it cannot be read
     */
    public RequestSpec file(Path file, String contentType) {
        return body(RequestBody.file(file, contentType));
    }

    /**
     * Sends any body.
     *
     * @param value the body, see the factories of {@link RequestBody}
     * @return this
     */
    public RequestSpec body(RequestBody value) {
        this.body = value;
        return this;
    }

    /**
     * Limits the whole call, instead of the client's {@code timeouts.total}; with {@link #stream()}, up to the head of the
     * response.
     *
     * @param value more than zero
     * @return this
     */
    public RequestSpec timeout(Duration value) {
        this.timeout = value;
        return this;
    }

    /**
     * Makes the call repeatable by an {@code Idempotency-Key} of its own, the same on every attempt
     * (draft-ietf-httpapi-idempotency-key-header). Only for servers that honour the key.
     *
     * @return this
     */
    public RequestSpec idempotencyKey() {
        return idempotencyKey(UUID.randomUUID().toString());
    }

    /**
     * Makes the call repeatable by a given {@code Idempotency-Key}.
     *
     * @param key the key, at most 255 characters
     * @return this
     * @throws InvalidRequestException when it is empty, too long, or not allowed on the wire
     */
    public RequestSpec idempotencyKey(String key) {
        if (key.isBlank() || key.length() > 255) {
            throw new InvalidRequestException("idempotency key: has " + key.length() + " characters; give 1 to 255");
        }
        headers = headers.with(Request.IDEMPOTENCY_KEY, key);
        return this;
    }

    /**
     * Says that the request may be sent twice whatever its method is, because applying it twice does no harm.
     *
     * @return this
     */
    public RequestSpec retrySafe() {
        this.retrySafe = true;
        return this;
    }

    /**
     * Sends the request once only.
     *
     * @return this
     */
    public RequestSpec noRetry() {
        this.retryOff = true;
        return this;
    }

    /**
     * Makes the call and hands out any response, whatever its status is.
     *
     * @return the response; {@link Response#orThrow()} turns a failure status into its exception
     * @throws io.hopguard.client.error.HopguardException when no whole response came
     */
    public Response send() {
        return make(null, Calls::any);
    }

    /**
     * Makes the call and reads a value.
     *
     * @param type the value's class; {@code String}, {@code byte[]} and {@code Response} are handed out as they are
     * @param <T> the value's type
     * @return the value, never null
     * @throws io.hopguard.client.error.HttpStatusException when the status is not 2xx
     * @throws io.hopguard.client.error.HopguardException when no whole response came, or it is not such a value
     */
    public <T> T fetch(Class<T> type) {
        return cast(type, fetchValue(type));
    }

    /**
     * Makes the call and reads a value of a generic type.
     *
     * @param type the type, as {@code new TypeRef<List<Order>>() {}}
     * @param <T> the value's type
     * @return the value, never null
     * @throws io.hopguard.client.error.HttpStatusException when the status is not 2xx
     * @throws io.hopguard.client.error.HopguardException when no whole response came, or it is not such a value
     */
    @SuppressWarnings("unchecked")
    public <T> T fetch(TypeRef<T> type) {
        return (T) fetchValue(type.type());
    }

    /** As {@link Class#cast}, which refuses every value for a primitive type. */
    @SuppressWarnings("unchecked")
    private static <T> T cast(Class<T> type, Object value) {
        return type.isPrimitive()
                ? (T) MethodType.methodType(type).wrap().returnType().cast(value)
                : type.cast(value);
    }

    private Object fetchValue(Type type) {
        return make(type, calls -> calls.value(type));
    }

    /**
     * As {@link #send()}, on another thread.
     *
     * @return the future; cancelling it ends the call
     */
    public CompletableFuture<Response> sendAsync() {
        return start(null, Calls::any, answer -> {});
    }

    /**
     * As {@link #fetch(Class)}, on another thread.
     *
     * @param type the value's class
     * @param <T> the value's type
     * @return the future; cancelling it ends the call
     */
    public <T> CompletableFuture<T> fetchAsync(Class<T> type) {
        return start(type, value -> cast(type, value));
    }

    /**
     * As {@link #fetch(TypeRef)}, on another thread.
     *
     * @param type the type
     * @param <T> the value's type
     * @return the future; cancelling it ends the call
     */
    @SuppressWarnings("unchecked")
    public <T> CompletableFuture<T> fetchAsync(TypeRef<T> type) {
        return start(type.type(), value -> (T) value);
    }

    private <T> CompletableFuture<T> start(Type type, Function<Object, T> cast) {
        return start(
                type,
                calls -> {
                    Calls.Kind<Object> value = calls.value(type);
                    return (request, control) -> cast.apply(value.make(request, control));
                },
                read -> {});
    }

    /**
     * Makes the call and hands out the body as it comes, instead of reading it into memory. The call's own limit and the
     * retries end with the head of the response; the body has {@code timeouts.streamTotal}.
     *
     * @return the successful response; close it
     * @throws io.hopguard.client.error.HttpStatusException when the status is not 2xx
     * @throws io.hopguard.client.error.HopguardException when there was no head of a response
     */
    public StreamedResponse stream() {
        return make(null, Calls::stream);
    }

    /**
     * As {@link #stream()}, with a limit of its own.
     *
     * @param streamTotal the time for the body, from the head on, instead of {@code timeouts.streamTotal}
     * @return the successful response; close it
     * @throws InvalidRequestException when the limit is not more than 0
     */
    public StreamedResponse stream(Duration streamTotal) {
        Duration allowed = checked(streamTotal);
        return make(null, calls -> calls.stream(allowed));
    }

    /**
     * As {@link #stream()}, on another thread. Cancelling the future ends the call; a response that has been handed out is
     * closed by whoever has it.
     *
     * @return the response in the future
     */
    public CompletableFuture<StreamedResponse> streamAsync() {
        return start(null, Calls::stream, StreamedResponse::close);
    }

    /**
     * As {@link #stream(Duration)}, on another thread.
     *
     * @param streamTotal the time for the body, from the head on, instead of {@code timeouts.streamTotal}
     * @return the response in the future
     * @throws InvalidRequestException when the limit is not more than 0
     */
    public CompletableFuture<StreamedResponse> streamAsync(Duration streamTotal) {
        Duration allowed = checked(streamTotal);
        return start(null, calls -> calls.stream(allowed), StreamedResponse::close);
    }

    private static Duration checked(Duration streamTotal) {
        if (streamTotal.isZero() || streamTotal.isNegative()) {
            throw new InvalidRequestException("streamTotal: " + streamTotal.toMillis() + " ms; must be more than 0");
        }
        return streamTotal;
    }

    /** From its request to its answer under the same settings, however often those of the client change meanwhile. */
    private <T> T make(@Nullable Type wanted, Function<Calls, Calls.Kind<T>> kind) {
        return client.engine().make(settings -> request(settings, wanted), kind, client::engine);
    }

    private <T> CompletableFuture<T> start(
            @Nullable Type wanted, Function<Calls, Calls.Kind<T>> kind, Consumer<T> discard) {
        return client.engine().start(settings -> request(settings, wanted), kind, discard, client::engine);
    }

    private Request request(ClientSettings settings, @Nullable Type wanted) {
        String path = template.expand(positional, named);
        String reference = query == null ? path : query.appendTo(path);
        BaseUri base = settings.baseUri();
        Request.Builder request = base == null
                ? Request.builder(method, reference)
                : Request.builder(method, base.target(), base.resolve(reference));
        Headers all = headers.over(settings.headers());
        String accept = wanted == null || all.contains("Accept") ? null : BodyReader.accept(settings.codec(), wanted);
        return request.route(routed ? template.route() : null)
                .headers(accept == null ? all : all.plus("Accept", accept))
                .body(body)
                .timeout(timeout)
                .retry(retrySafe, retryOff)
                .redaction(settings.masking())
                .build();
    }
}
