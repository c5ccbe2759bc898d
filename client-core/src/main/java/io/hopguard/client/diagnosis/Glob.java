package io.hopguard.client.diagnosis;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in which {@code *} stands for any text and <code>{status}</code> for the status of the response. It is compared from left
 * to right, each part at its first occurrence and without ever going back, so that no input makes it slow. Immutable.
 *
 * @param source as it was written
 * @param parts what stands between the stars, none of them empty
 * @param openStart whether it begins with a star
 * @param openEnd whether it ends with one
 */
record Glob(String source, List<String> parts, boolean openStart, boolean openEnd) {
    private static final String STATUS = "{status}";

    static Glob of(String source) {
        List<String> parts = new ArrayList<>();
        for (String part : source.split("\\*", -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return new Glob(source, List.copyOf(parts), source.startsWith("*"), source.endsWith("*"));
    }

    boolean matches(String text, String status) {
        int from = 0;
        for (int i = 0; i < parts.size(); i++) {
            from = end(i, parts.get(i).replace(STATUS, status), text, from);
            if (from < 0) {
                return false;
            }
        }
        return !parts.isEmpty() || openStart || text.isEmpty();
    }

    /** Where the part ends in the text, or -1 where it does not stand. */
    private int end(int index, String part, String text, int from) {
        boolean first = index == 0 && !openStart;
        boolean last = index == parts.size() - 1 && !openEnd;
        if (first) {
            boolean stands = last ? text.equals(part) : text.startsWith(part);
            return stands ? part.length() : -1;
        }
        if (last) {
            return text.length() - part.length() >= from && text.endsWith(part) ? text.length() : -1;
        }
        int at = text.indexOf(part, from);
        return at < 0 ? -1 : at + part.length();
    }

    /** How many characters it prescribes: the more, the less it fits by accident. */
    int weight() {
        return parts.stream().mapToInt(String::length).sum();
    }
}
