package io.hopguard.client.diagnosis;

/** Finds out in one pass whether a JSON text ends before its outermost object, array or string does. */
final class JsonEnd {
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean ended;

    private JsonEnd() {}

    /** False for what does not begin like JSON, is whole, or is wrong in another way. */
    static boolean endsEarly(byte[] text) {
        int start = 0;
        while (start < text.length && text[start] >= 0 && text[start] <= ' ') {
            start++;
        }
        if (start == text.length || text[start] != '{' && text[start] != '[') {
            return false;
        }
        JsonEnd end = new JsonEnd();
        for (int i = start; i < text.length && !end.ended; i++) {
            end.next(text[i]);
        }
        return !end.ended;
    }

    private void next(byte b) {
        if (inString) {
            inString = escaped || b != '"';
            escaped = !escaped && b == '\\';
            return;
        }
        switch (b) {
            case '"' -> inString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {
                // Whatever else stands between brackets does not change where they end.
            }
        }
        ended = depth <= 0;
    }
}
