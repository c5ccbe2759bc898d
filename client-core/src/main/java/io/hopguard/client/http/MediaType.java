package io.hopguard.client.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A media type as a {@code Content-Type} names it (RFC 9110 section 8.3.1). Immutable.
 *
 * @param essence type and subtype in lower case, for example {@code application/json}
 * @param charsetName the charset parameter as it was written, or null
 */
public record MediaType(String essence, @Nullable String charsetName) {

    /**
     * Reads a header's value.
     *
     * @param value the value
     * @return the media type, or null when the value is none
     */
    public static @Nullable MediaType parse(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String[] pieces = value.split(";");
        String essence = pieces.length == 0 ? "" : pieces[0].strip().toLowerCase(Locale.ROOT);
        if (essence.indexOf('/') <= 0 || essence.indexOf('/') == essence.length() - 1) {
            return null;
        }
        String charset = null;
        for (int i = 1; i < pieces.length; i++) {
            String piece = pieces[i].strip();
            if (charset == null && piece.regionMatches(true, 0, "charset=", 0, 8)) {
                charset = piece.substring(8).replace("\"", "").strip();
            }
        }
        return new MediaType(essence, charset);
    }

    /**
     * Whether it is JSON.
     *
     * @return true for {@code application/json}, {@code text/json} and every {@code +json} (RFC 6839 section 3.1)
     */
    public boolean isJson() {
        return essence.equals("application/json") || essence.equals("text/json") || essence.endsWith("+json");
    }

    /**
     * How the text is encoded.
     *
     * @return the charset, UTF-8 where none is named, or null where the name is not known here
     */
    public @Nullable Charset charset() {
        try {
            return charsetName == null ? StandardCharsets.UTF_8 : Charset.forName(charsetName);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }
}
