package io.hopguard.examples.doctor;

/** Puts markup together. What comes from elsewhere goes in as text only, and text cannot become markup. Not thread-safe. */
final class Html {
    private final StringBuilder page = new StringBuilder(16 * 1024);

    /** Markup of our own. */
    Html markup(String literal) {
        page.append(literal);
        return this;
    }

    /** Anything at all, for the content of an element or between the quotes of an attribute. */
    Html text(String any) {
        for (int i = 0; i < any.length(); i++) {
            char c = any.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(c);
            }
        }
        return this;
    }

    /** An element with nothing but text in it; tag and class are ours. */
    Html element(String tag, String style, String any) {
        markup("<" + tag + (style.isEmpty() ? "" : " class=\"" + style + "\"") + ">");
        return text(any).markup("</" + tag + ">\n");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
