package io.hopguard.client.diagnosis;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A failure behind a status of success: what a gateway made whole, or relayed as if it were HTTP. */
final class HiddenFailure {
    private static final int NO_CONTENT = 204;
    private static final int PARTIAL_CONTENT = 206;

    private HiddenFailure() {}

    /** What is wrong with a 2xx that was asked to be JSON, or null where nothing shows. */
    static @Nullable Draft of(Reply reply) {
        Facts facts = reply.facts();
        if (!facts.bodySeen()) {
            return null;
        }
        String type = type(reply);
        boolean untyped = type.isEmpty() || type.indexOf('/') < 0;
        boolean json = isJson(type) || untyped && asksForJson(facts);
        if (facts.status() == NO_CONTENT || facts.status() > NO_CONTENT && facts.status() <= PARTIAL_CONTENT) {
            return null;
        }
        if (facts.body().length == 0) {
            return json && !(untyped && "0".equals(reply.field("content-length"))) ? empty() : null;
        }
        ForeignProtocol foreign = json || untyped ? ForeignProtocol.of(facts.body()) : null;
        if (foreign != null) {
            return new Draft(
                            AnsweredBy.UNKNOWN,
                            List.of(Cause.PROTOCOL_MISMATCH, Cause.MALFORMED_RESPONSE),
                            Confidence.LIKELY)
                    .because(new Evidence("body", foreign.title(), "a gateway passed another protocol on as HTTP/0.9"));
        }
        return json ? ofJson(reply, untyped) : asksForJson(facts) ? ofPage(reply, type) : null;
    }

    private static @Nullable Draft ofJson(Reply reply, boolean untyped) {
        byte[] body = reply.facts().body();
        if (body.length < Facts.MAX_BODY_BYTES && JsonEnd.endsEarly(body)) {
            return new Draft(AnsweredBy.UNKNOWN, List.of(Cause.TRUNCATED_RESPONSE), Confidence.LIKELY)
                    .because(new Evidence(
                            "body",
                            body.length + " bytes",
                            "JSON ends early inside a complete message: a hop has made a cut answer whole"));
        }
        if (isPage(reply)) {
            return ofPage(reply, "application/json");
        }
        return untyped && isBinary(body) ? garbage() : null;
    }

    private static @Nullable Draft ofPage(Reply reply, String type) {
        if (!type.startsWith("text/html") && !isPage(reply)) {
            return null;
        }
        boolean maintenance = reply.lowerText().contains("maintenance");
        List<Cause> causes = maintenance
                ? List.of(Cause.MAINTENANCE, Cause.CONFIGURATION)
                : List.of(Cause.CONFIGURATION, Cause.DENIED);
        return new Draft(AnsweredBy.UNKNOWN, causes, Confidence.POSSIBLE)
                .because(Seen.of("Content-Type", type, "a page where JSON was asked for"))
                .because(Seen.of("page title", reply.title(), "a login, a default site, a portal or an error page"));
    }

    private static Draft empty() {
        return new Draft(
                        AnsweredBy.UNKNOWN,
                        List.of(Cause.TRUNCATED_RESPONSE, Cause.APPLICATION_ERROR, Cause.CONNECTION_CLOSED),
                        Confidence.POSSIBLE)
                .because(new Evidence("body", "", "not even an empty JSON value: cut by a hop, or never written"));
    }

    private static Draft garbage() {
        return new Draft(AnsweredBy.UNKNOWN, List.of(Cause.MALFORMED_RESPONSE), Confidence.LIKELY)
                .because(new Evidence("body", "binary", "bytes without a Content-Type where JSON was asked for"));
    }

    private static boolean isPage(Reply reply) {
        String text = reply.lowerText();
        return text.startsWith("<!doctype html") || text.startsWith("<html");
    }

    private static boolean isBinary(byte[] body) {
        int odd = 0;
        for (byte b : body) {
            odd += b < 0 || b < ' ' && b != '\n' && b != '\r' && b != '\t' ? 1 : 0;
        }
        return odd > body.length / 4;
    }

    private static String type(Reply reply) {
        String type = reply.field("content-type");
        return type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isJson(String type) {
        String essence = type.split(";", 2)[0].strip();
        return essence.equals("application/json") || essence.endsWith("+json");
    }

    private static boolean asksForJson(Facts facts) {
        String accept = facts.accept().toLowerCase(Locale.ROOT);
        return accept.contains("json") && !accept.contains("text/html");
    }
}
