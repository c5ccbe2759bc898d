package io.hopguard.client.error;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosis;
import org.jspecify.annotations.Nullable;

/** What the story says behind a status: who answered, and why where that is all but certain. Never the evidence itself. */
final class DiagnosisWords {
    /** Names of products are short; a stranger's word for one may not be. */
    private static final int MAX_NAME = 40;

    private DiagnosisWords() {}

    static String of(Diagnosis diagnosis) {
        @Nullable Cause cause = onlyCause(diagnosis);
        return switch (diagnosis.answeredBy()) {
            case GATEWAY, FORWARD_PROXY -> by(diagnosis, cause == null ? "" : words(cause));
            case ORIGIN -> cause == null ? "" : because("the application itself said so");
            case CLIENT, NETWORK, UNKNOWN -> "";
        };
    }

    private static @Nullable Cause onlyCause(Diagnosis diagnosis) {
        boolean sure = diagnosis.confidence().compareTo(Confidence.LIKELY) <= 0;
        return sure && diagnosis.causes().size() == 1 ? diagnosis.causes().get(0) : null;
    }

    /** That some gateway answered, and nothing else, is what the status says by itself. */
    private static String by(Diagnosis diagnosis, String words) {
        boolean nothingElse = diagnosis.product() == null && words.isEmpty();
        return nothingElse && diagnosis.answeredBy() == AnsweredBy.GATEWAY
                ? ""
                : " by " + who(diagnosis) + because(words);
    }

    private static String who(Diagnosis diagnosis) {
        String name = diagnosis.product();
        String kind = diagnosis.answeredBy() == AnsweredBy.GATEWAY ? "a gateway" : "the forward proxy";
        if (name == null) {
            return kind;
        }
        String clean = name.chars()
                .limit(MAX_NAME)
                .collect(
                        StringBuilder::new,
                        (text, c) -> text.append(c > ' ' && c < 0x7f ? (char) c : '?'),
                        StringBuilder::append)
                .toString();
        return diagnosis.answeredBy() == AnsweredBy.GATEWAY ? clean : kind + " " + clean;
    }

    private static String because(String words) {
        return words.isEmpty() ? "" : ", " + words;
    }

    private static String words(Cause cause) {
        return switch (cause) {
            case CONNECTION_REFUSED -> "its upstream refused the connection";
            case CONNECT_TIMEOUT -> "it could not connect to its upstream in time";
            case CONNECTION_CLOSED -> "its upstream closed the connection";
            case CONNECTION_RESET -> "its upstream reset the connection";
            case RESPONSE_TIMEOUT -> "its upstream timed out";
            case MALFORMED_RESPONSE -> "its upstream's answer was not valid";
            case RESPONSE_HEADER_TOO_LARGE -> "its upstream's header section was too large";
            case PROTOCOL_MISMATCH -> "its upstream speaks another protocol";
            case TLS_FAILURE -> "TLS with its upstream failed";
            case DNS_FAILURE -> "its upstream's name was not resolved";
            case NO_HEALTHY_UPSTREAM -> "it has no healthy upstream";
            case TRUNCATED_RESPONSE -> "its upstream's answer ended early";
            case WORKER_FAILED -> "its worker died";
            case APPLICATION_ERROR -> "the application itself said so";
            default -> own(cause);
        };
    }

    /** What is the answering hop's own doing. */
    private static String own(Cause cause) {
        return switch (cause) {
            case OVERLOADED -> "it is overloaded";
            case RATE_LIMITED -> "it limits the rate";
            case MAINTENANCE -> "it is in maintenance";
            case DENIED -> "it denied the request";
            case BAD_REQUEST -> "it considers the request wrong";
            case CONFIGURATION -> "it is configured wrongly";
            default -> "";
        };
    }
}
