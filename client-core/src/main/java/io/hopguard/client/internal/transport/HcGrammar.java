package io.hopguard.client.internal.transport;

/** Rules of RFC 9110 that are applied to each field of each response, and so without streams. */
final class HcGrammar {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (int c = 0; c < TOKEN.length; c++) {
            boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            TOKEN[c] = alphanumeric || TOKEN_MARKS.indexOf(c) >= 0;
        }
    }

    private HcGrammar() {}

    /** Section 5.6.2. */
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= TOKEN.length || !TOKEN[c]) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** At least one digit, and at most so many. */
    static boolean isNumber(String text, int maxDigits) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= maxDigits;
    }
}
