package io.hopguard.client.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A media type as a {@code Content-Type} names it (RFC 9110 section 8.3.1). Immutable.
 *
 * @param essence type and subtype in lower case, for example {@code application/json}
 * @param charsetName the charset parameter as it was written, or null
 */
public record MediaType(String essence, @Nullable String charsetName) {
    /**
     * What a charset can be called: at most 40 characters (RFC 2978 section 2.3), and those that Java allows. Java looks an
     * unknown name up at length before it says that it cannot be one.
     */
    private static final Pattern CHARSET_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_+-]{0,39}");

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
        int end = value.indexOf(';');
        String essence = (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        if (essence.indexOf('/') <= 0 || essence.indexOf('/') == essence.length() - 1) {
            return null;
        }
        return new MediaType(essence, end < 0 ? null : new Parameters(value, end).first("charset"));
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
            if (charsetName == null) {
                return StandardCharsets.UTF_8;
            }
            return CHARSET_NAME.matcher(charsetName).matches() ? Charset.forName(charsetName) : null;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }
}
