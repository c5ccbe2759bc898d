package io.hopguard.client.http;

import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Facts;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.HttpStatusException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ResponseSnapshot;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One whole response: status, headers and a body that has been read to its end. Immutable and thread-safe. */
public final class Response {
    private final int status;
    private final Headers headers;
    private final byte[] body;
    private final Told told;

    /** What is known of the call that it ends. */
    private record Told(
            List<Attempt> before,
            @Nullable Attempt last,
            @Nullable FailureDetails story,
            List<HopguardException> earlier,
            @Nullable String requestId) {
        static final Told NOTHING = new Told(List.of(), null, null, List.of(), null);

        Told(
                List<Attempt> attempts,
                @Nullable FailureDetails story,
                List<HopguardException> earlier,
                @Nullable String requestId) {
            this(attempts, null, story, earlier, requestId);
        }

        /** Most have one, which is not worth a list before somebody asks. */
        List<Attempt> attempts() {
            return last == null ? before : List.of(last);
        }
    }

    private Response(int status, Headers headers, byte[] body, Told told) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.told = told;
    }

    /**
     * A response, from the transport, an interceptor or a test.
     *
     * @param status the status
     * @param headers the headers
     * @param body the body; kept, so do not change it
     * @return the response
     */
    public static Response of(int status, Headers headers, byte[] body) {
        return new Response(status, headers, body, Told.NOTHING);
    }

    /**
     * The same response with the story of its call; for the pipeline.
     *
     * @param made the attempts, this response's own as the last
     * @param details what is known when it is a failure, or null when it is a success
     * @param failures the exceptions of the attempts before it, suppressed by that of {@link #orThrow()}
     * @return a new response
     */
    public Response after(List<Attempt> made, @Nullable FailureDetails details, List<HopguardException> failures) {
        return new Response(status, headers, body, new Told(made, details, List.copyOf(failures), told.requestId));
    }

    /**
     * Whether there was more than one attempt; for the pipeline, without a list of them.
     *
     * @return true when there was
     */
    public boolean wasTriedOften() {
        return told.last == null && told.before.size() > 1;
    }

    /**
     * The same after the only attempt of a call that went well; for the pipeline.
     *
     * @param only the attempt
     * @param requestId the call's id
     * @return the response with it
     */
    public Response after(Attempt only, String requestId) {
        return new Response(status, headers, body, new Told(List.of(), only, null, List.of(), requestId));
    }

    /**
     * As {@link #after(List, FailureDetails, List)}, with the id of the call; for the pipeline.
     *
     * @param made the attempts, this response's own as the last
     * @param details what is known when it is a failure, or null when it is a success
     * @param failures the exceptions of the attempts before it
     * @param requestId the id of the call
     * @return a new response
     */
    public Response after(
            List<Attempt> made, @Nullable FailureDetails details, List<HopguardException> failures, String requestId) {
        return new Response(status, headers, body, new Told(made, details, List.copyOf(failures), requestId));
    }

    /**
     * The same response at the end of several rounds of attempts, after redirects or a renewed token; for the pipeline.
     *
     * @param before the attempts of the earlier rounds, in order
     * @param outcomeUnknown whether one of them may have been applied without us knowing
     * @return a new response
     */
    public Response following(List<Attempt> before, boolean outcomeUnknown) {
        List<Attempt> all =
                Stream.concat(before.stream(), told.attempts().stream()).toList();
        FailureDetails story = told.story;
        FailureDetails whole = story == null
                ? null
                : story.toBuilder()
                        .attempts(all, story.gaveUp(), story.retryBudget())
                        .sent(story.sent(), outcomeUnknown || story.outcomeUnknown())
                        .build();
        return new Response(status, headers, body, new Told(all, whole, told.earlier, told.requestId));
    }

    /**
     * The same response without most of a large body, for keeping.
     *
     * @param maxBytes how much of the body is kept
     * @return this when the body is no larger, otherwise a new response
     */
    public Response head(int maxBytes) {
        return body.length <= maxBytes ? this : new Response(status, headers, Arrays.copyOf(body, maxBytes), told);
    }

    /**
     * Turns a failure status into its exception.
     *
     * @return this when the status is 2xx
     * @throws HttpStatusException the typed exception of any other status
     */
    public Response orThrow() {
        HttpStatusException failure = failure();
        if (failure != null) {
            throw failure;
        }
        return this;
    }

    /**
     * The exception that {@link #orThrow()} throws.
     *
     * @return the typed exception, or null when the status is 2xx
     */
    public @Nullable HttpStatusException failure() {
        if (isSuccess()) {
            return null;
        }
        FailureDetails story = told.story;
        FailureDetails details = story != null ? story : FailureDetails.of("status " + status, Phase.BODY, null);
        long retryAfter =
                story != null ? story.retryAfterNanos() : RetryAfter.nanos(headers, System.currentTimeMillis());
        HttpStatusException failure = HttpStatusException.of(details.toBuilder()
                .response(new ResponseSnapshot(status, headers.toMap(), body, charset()), retryAfter)
                .build());
        told.earlier.forEach(failure::addSuppressed);
        return failure;
    }

    /**
     * The status.
     *
     * @return the status code
     */
    public int status() {
        return status;
    }

    /**
     * Whether it is a success.
     *
     * @return true for 2xx
     */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * The headers.
     *
     * @return the headers as they were received
     */
    public Headers headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return the bytes, possibly none; not copied, so do not change them
     */
    public byte[] bytes() {
        return body;
    }

    /**
     * The body as text.
     *
     * @return the text in the charset of Content-Type, UTF-8 where none or an unknown one is named
     */
    public String text() {
        return new String(body, charset());
    }

    /**
     * The charset of the text.
     *
     * @return the charset of Content-Type, UTF-8 where none or an unknown one is named
     */
    public Charset charset() {
        MediaType type = contentType();
        Charset charset = type == null ? null : type.charset();
        return charset == null ? StandardCharsets.UTF_8 : charset;
    }

    /**
     * The media type.
     *
     * @return what Content-Type names, or null
     */
    public @Nullable MediaType contentType() {
        return MediaType.parse(headers.first("Content-Type"));
    }

    /**
     * What was tried to get it.
     *
     * @return the attempts in order, this response's own as the last
     */
    public List<Attempt> attempts() {
        return told.attempts();
    }

    /**
     * Which hop broke and why, for a failure status.
     *
     * @return the diagnosis; {@link Diagnosis#unknown()} where the evidence does not say, and for a success
     */
    public Diagnosis diagnosis() {
        return told.story == null ? Diagnosis.unknown() : told.story.diagnosis();
    }

    /**
     * What a {@link io.hopguard.client.diagnosis.Diagnoser} can conclude from: status, headers and the beginning of the body.
     *
     * @return facts to be completed by what else is known
     */
    public Facts.Builder facts() {
        Facts.Builder facts = Facts.of(Facts.Ending.ANSWERED).status(status, "").body(body);
        if (!told.attempts().isEmpty()) {
            Attempt last = told.attempts().get(told.attempts().size() - 1);
            facts.elapsedNanos(last.elapsed().toNanos()).connection(last.reusedConnection(), last.throughProxy());
        }
        for (int i = 0; i < headers.size(); i++) {
            facts.field(headers.name(i), headers.value(i));
        }
        return facts;
    }

    /**
     * Why the call was not tried again, for a response that a retry might have bettered.
     *
     * @return the reason, or null when the question did not arise
     */
    public @Nullable GaveUp gaveUp() {
        return told.story == null ? null : told.story.gaveUp();
    }

    /**
     * By what the call is found in this process's log, and in those of the hops that were told.
     *
     * @return the id, or null for a response that no call has brought
     */
    public @Nullable String requestId() {
        return told.requestId;
    }

    @Override
    public String toString() {
        return status + " with " + body.length + " bytes, headers " + headers;
    }
}
