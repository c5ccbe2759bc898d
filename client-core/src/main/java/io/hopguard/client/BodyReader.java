package io.hopguard.client;

import io.hopguard.client.codec.BodyCodec;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.BodyDecodeException;
import io.hopguard.client.error.EmptyBodyException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ResponseSnapshot;
import io.hopguard.client.error.UnexpectedContentException;
import io.hopguard.client.http.MediaType;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.Diagnoses;
import io.hopguard.client.internal.kernel.Failures;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a successful response into the value that was asked for, or says why that cannot be. */
final class BodyReader {
    /** So little is decoded before anybody could want to stop it. */
    private static final int AT_ONCE = 64 * 1024;

    private final @Nullable BodyCodec codec;
    private final Diagnoses diagnoses;

    BodyReader(@Nullable BodyCodec codec, Diagnoses diagnoses) {
        this.codec = codec;
        this.diagnoses = diagnoses;
    }

    /** What to ask for, or null where anything will do. */
    static @Nullable String accept(@Nullable BodyCodec codec, Type type) {
        return isRaw(type) || codec == null ? null : codec.contentType();
    }

    Object read(Request request, Response received, Type type, CallControl control) {
        if (type == Response.class) {
            return received.orThrow();
        }
        Response response = received.orThrow();
        checkCoding(request, response);
        if (type == byte[].class) {
            return response.bytes();
        }
        return type == String.class ? text(request, response) : decode(request, response, type, control);
    }

    private static boolean isRaw(Type type) {
        return type == Response.class || type == byte[].class || type == String.class;
    }

    private void checkCoding(Request request, Response response) {
        String coding = response.headers().first("Content-Encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw unexpected(
                    request,
                    response,
                    "the body, of type '" + response.headers().first("Content-Type") + "', is encoded as '" + coding
                            + "', which was not asked for");
        }
    }

    private String text(Request request, Response response) {
        return new String(response.bytes(), charset(request, response, response.contentType()));
    }

    private Charset charset(Request request, Response response, @Nullable MediaType type) {
        Charset charset = type == null ? StandardCharsets.UTF_8 : type.charset();
        if (charset == null) {
            throw unexpected(
                    request,
                    response,
                    "the charset of '" + response.headers().first("Content-Type") + "' is not known here");
        }
        return charset;
    }

    private Object decode(Request request, Response response, Type type, CallControl control) {
        BodyCodec reader = codec;
        if (reader == null) {
            throw new BodyDecodeException(details(
                    request,
                    response,
                    "no codec reads " + type.getTypeName()
                            + "; add tools.jackson.core:jackson-databind to the class path, or set ResilientClientBuilder.codec",
                    null));
        }
        if (response.bytes().length == 0) {
            throw new EmptyBodyException(details(
                    request,
                    response,
                    "status " + response.status() + " without a body, where a " + type.getTypeName() + " was asked for",
                    null));
        }
        MediaType contentType = response.contentType();
        if (!reader.reads(contentType)) {
            throw unexpected(
                    request,
                    response,
                    "'" + response.headers().first("Content-Type") + "' came where " + reader.contentType()
                            + " was asked for");
        }
        if (contentType == null && startsLikeMarkup(response.bytes())) {
            throw unexpected(request, response, "markup came where " + reader.contentType() + " was asked for");
        }
        return decoded(request, response, new Reader(reader, type, control));
    }

    /** How a body is decoded. */
    private record Reader(BodyCodec codec, Type type, CallControl control) {
        @Nullable
        Object read(byte[] utf8) throws Exception {
            return utf8.length <= AT_ONCE
                    ? codec.decode(utf8, type)
                    : codec.decode(new EndableInput(utf8, control), type);
        }
    }

    private Object decoded(Request request, Response response, Reader reader) {
        Charset charset = charset(request, response, response.contentType());
        byte[] utf8 = charset == StandardCharsets.UTF_8
                ? response.bytes()
                : new String(response.bytes(), charset).getBytes(StandardCharsets.UTF_8);
        Object value;
        try {
            value = reader.read(utf8);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                reader.control.end(CallControl.End.INTERRUPTED);
                Thread.currentThread().interrupt();
            }
            failIfEnded(request, response, reader.control, e);
            // Without the body, which is data of the application's: bodyText() has it.
            Diagnosis diagnosis = diagnosis(request, response);
            String summary = "the body could not be read as " + reader.type.getTypeName() + early(response, diagnosis);
            throw new BodyDecodeException(diagnosed(details(request, response, summary, e), diagnosis));
        }
        failIfEnded(request, response, reader.control, null);
        if (value == null) {
            throw new EmptyBodyException(details(
                    request,
                    response,
                    "the body says null, where a " + reader.type.getTypeName() + " was asked for",
                    null));
        }
        return value;
    }

    /** An end that came while the body was decoded counts, also when the decoder made something of it in the end. */
    private static void failIfEnded(
            Request request, Response response, CallControl control, @Nullable Throwable cause) {
        HopguardException ended = Failures.ended(control, Phase.DECODE, cause);
        if (ended != null) {
            throw ended.retold(ended.details().toBuilder()
                    .request(request.method(), request.shownTarget())
                    .sent(true, false)
                    .nanos(elapsed(response), control.totalNanos())
                    .attempts(response.attempts(), null, null)
                    .build());
        }
    }

    private static boolean startsLikeMarkup(byte[] body) {
        int at = 0;
        while (at < body.length && body[at] <= ' ' && body[at] >= 0) {
            at++;
        }
        return at < body.length && body[at] == '<';
    }

    private UnexpectedContentException unexpected(Request request, Response response, String what) {
        return new UnexpectedContentException(diagnosed(
                details(request, response, what + ": " + shown(response), null), diagnosis(request, response)));
    }

    /** A good status over such a body is often a gateway's doing. */
    private Diagnosis diagnosis(Request request, Response response) {
        return diagnoses.of(response.facts()
                .accept(String.join(", ", request.headers().all("Accept")))
                .build());
    }

    /** What ends with its connection may have been cut by anything; what has a length was sent as if it were whole. */
    private static String early(Response response, Diagnosis diagnosis) {
        if (!diagnosis.causes().equals(List.of(Cause.TRUNCATED_RESPONSE))) {
            return "";
        }
        boolean complete = response.headers().contains("Content-Length")
                || response.headers().contains("Transfer-Encoding");
        return complete ? "; the body ends early inside a complete message: a gateway cut it" : "; the body ends early";
    }

    private static FailureDetails diagnosed(FailureDetails details, Diagnosis diagnosis) {
        return details.toBuilder().diagnosis(diagnosis).build();
    }

    /** Of the body itself only a page's title: anything else may be a secret. */
    private static String shown(Response response) {
        MediaType type = response.contentType();
        boolean page = type == null ? startsLikeMarkup(response.bytes()) : PageTitle.PAGES.contains(type.essence());
        String title = page ? PageTitle.of(response) : null;
        return response.bytes().length + " bytes" + (title == null ? "" : ", a page titled '" + title + "'");
    }

    private static long elapsed(Response response) {
        return response.attempts().stream()
                .mapToLong(attempt -> attempt.waited().plus(attempt.elapsed()).toNanos())
                .sum();
    }

    private static FailureDetails details(
            Request request, Response response, String summary, @Nullable Throwable cause) {
        ResponseSnapshot snapshot = new ResponseSnapshot(
                response.status(), response.headers().toMap(), response.bytes(), response.charset());
        return new FailureDetails.Builder(summary, Phase.DECODE)
                .request(request.method(), request.shownTarget())
                .sent(true, false)
                .nanos(elapsed(response), 0)
                .attempts(response.attempts(), null, null)
                .response(snapshot, -1)
                .cause(cause)
                .build();
    }
}
