package io.hopguard.client;

import io.hopguard.client.http.Response;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an HTML page calls itself, which mostly says whose page it is. */
final class PageTitle {
    static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");

    private static final int SEARCHED_BYTES = 4 * 1024;
    private static final int SHOWN = 100;

    /** Neither part can run over the next tag, so that no page makes it slow. */
    private static final Pattern TITLE =
            Pattern.compile("<title(?:\\s[^<>]*+)?>([^<]++)</title", Pattern.CASE_INSENSITIVE);

    /** Whatever could break a line, hide text or turn it round. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{C}]+");

    private PageTitle() {}

    /** The title on one line, or null when the beginning of the page has none that is whole. */
    static @Nullable String of(Response page) {
        byte[] bytes = page.bytes();
        String start = new String(bytes, 0, Math.min(bytes.length, SEARCHED_BYTES), page.charset());
        Matcher title = TITLE.matcher(start);
        if (!title.find()) {
            return null;
        }
        String line = INVISIBLE.matcher(title.group(1)).replaceAll(" ").strip();
        if (line.isEmpty()) {
            return null;
        }
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
