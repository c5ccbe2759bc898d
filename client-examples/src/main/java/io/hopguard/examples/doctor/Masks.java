package io.hopguard.examples.doctor;

import io.hopguard.client.diagnosis.SecretNames;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes secrets and control characters out of what is shown. */
public final class Masks {
    private static final String HIDDEN = "***";
    private static final int LONGEST = 400;

    /** Headers that hold URLs, which hold queries. */
    private static final Set<String> WITH_URLS = Set.of("location", "content-location", "link", "refresh");

    private static final Pattern QUERY = Pattern.compile("\\?([^\\s#>\"]*)");

    private Masks() {}

    /** A URL, or text with URLs in it, without the values of queries and without credentials. */
    static String url(String text) {
        return queries(text).replaceAll("//[^/@\\s]+@", "//" + HIDDEN + "@").replaceAll("#.*", "");
    }

    private static String queries(String text) {
        return QUERY.matcher(text).replaceAll(found -> Matcher.quoteReplacement("?" + query(found.group(1))));
    }

    /** A piece without a name may be the secret itself. */
    private static String query(String query) {
        StringBuilder masked = new StringBuilder();
        for (String piece : query.split("&", -1)) {
            int equals = piece.indexOf('=');
            masked.append(masked.isEmpty() ? "" : "&")
                    .append(equals < 0 ? "" : piece.substring(0, equals + 1))
                    .append(piece.isEmpty() ? "" : HIDDEN);
        }
        return masked.toString();
    }

    /**
     * The value of a header, as far as it may be shown.
     *
     * @param name the header's name
     * @param value its value
     * @return one bounded line; of a cookie its name and attributes, of another secret nothing
     */
    public static String header(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("set-cookie")) {
            return cookie(value);
        }
        if (lower.equals("www-authenticate") || lower.equals("proxy-authenticate")) {
            // A challenge says which scheme; its nonce and realm are left out.
            return clean(value.strip().split("[\\s,]", 2)[0]) + " " + HIDDEN;
        }
        if (SecretNames.isSecret(name)) {
            return HIDDEN;
        }
        return clean(WITH_URLS.contains(lower) ? url(value) : queries(value));
    }

    /** Its name and its attributes say enough. */
    private static String cookie(String value) {
        int equals = value.indexOf('=');
        int end = value.indexOf(';');
        if (equals < 0 || end >= 0 && end < equals) {
            return HIDDEN;
        }
        return clean(value.substring(0, equals) + "=" + HIDDEN + (end < 0 ? "" : value.substring(end)));
    }

    /** One bounded line without anything that steers a terminal or turns the direction of text. */
    static String clean(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> kept.appendCodePoint(steers(c) ? '?' : c));
        return text.codePointCount(0, text.length()) > LONGEST ? kept + " ..." : kept.toString();
    }

    private static boolean steers(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
