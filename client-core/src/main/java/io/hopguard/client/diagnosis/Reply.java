package io.hopguard.client.diagnosis;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts as rules look at them: bounded, and each view made once and only when it is asked for. Not thread-safe. */
final class Reply {
    private static final int MAX_TEXT = 8 * 1024;
    private static final int MAX_FIELDS = 128;
    private static final int MAX_VALUE = 1024;

    private final Facts facts;
    private final String status;
    private final Map<String, String> fields = new HashMap<>();
    private @Nullable String text;
    private @Nullable String lowerText;
    private @Nullable String title;

    Reply(Facts facts) {
        this.facts = facts;
        this.status = Integer.toString(facts.status());
        for (int i = 0; i < Math.min(facts.fields(), MAX_FIELDS); i++) {
            fields.putIfAbsent(facts.name(i).toLowerCase(Locale.ROOT), bounded(facts.value(i)));
        }
    }

    private static String bounded(String value) {
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE);
    }

    Facts facts() {
        return facts;
    }

    String status() {
        return status;
    }

    /** The first value of a field, or null. The name is in lower case. */
    @Nullable
    String field(String name) {
        return fields.get(name);
    }

    /** The fields by their names in lower case. */
    Map<String, String> fields() {
        return fields;
    }

    /** Whether a field came with exactly these letters. */
    boolean spelled(String name) {
        for (int i = 0; i < Math.min(facts.fields(), MAX_FIELDS); i++) {
            if (facts.name(i).equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The body's first 8 KiB with one space for each run of white space and control characters, and none at its ends. */
    String text() {
        String known = text;
        if (known == null) {
            known = withSingleSpaces(facts.body());
            text = known;
        }
        return known;
    }

    private static String withSingleSpaces(byte[] body) {
        byte[] out = new byte[Math.min(body.length, MAX_TEXT)];
        int length = 0;
        boolean space = true;
        for (int i = 0; i < out.length; i++) {
            boolean blank = body[i] >= 0 && body[i] <= ' ';
            if (!blank || !space) {
                out[length++] = blank ? (byte) ' ' : body[i];
            }
            space = blank;
        }
        int end = length > 0 && out[length - 1] == ' ' ? length - 1 : length;
        return new String(out, 0, end, StandardCharsets.ISO_8859_1);
    }

    String lowerText() {
        String known = lowerText;
        if (known == null) {
            known = text().toLowerCase(Locale.ROOT);
            lowerText = known;
        }
        return known;
    }

    /** What stands in the page's title element, empty where there is none. */
    String title() {
        String known = title;
        if (known == null) {
            int start = lowerText().indexOf("<title>");
            int end = start < 0 ? -1 : lowerText().indexOf("</title>", start);
            known = end < 0
                    ? ""
                    : text().substring(start + "<title>".length(), end).strip();
            title = known;
        }
        return known;
    }
}
