package io.hopguard.examples.cli;

import io.hopguard.client.error.InvalidRequestException;
import java.net.URI;
import java.net.URISyntaxException;

/** Reads URLs as they stand: a brace is an error, not a variable. */
final class Urls {
    private Urls() {}

    static URI literal(String text) {
        if (!text.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*://.*")) {
            throw new InvalidRequestException(
                    "URL: has no scheme; write http:// or https:// in front of it, as in http://localhost:8080/path");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidRequestException("URL: " + e.getReason() + " at position " + e.getIndex());
        }
    }
}
