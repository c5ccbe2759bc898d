package io.hopguard.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
    private static final String HOSTILE = "</pre><script>alert('1')</script><img src=x onerror=\"alert(2)\">&amp;";

    private static String page(Leg target) {
        return HtmlPage.of(new Report("GET", Made.NOW, 1_000_000, target, null, null));
    }

    @Test
    void stringsFromTheNetworkNeverBecomeMarkup() {
        String page = page(Made.leg(Made.answer(502, 5, "Server", HOSTILE, "Via", "1.1 " + HOSTILE, HOSTILE, "x")));

        assertThat(page)
                .doesNotContain("<script", "<img", "alert('1')")
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;", "&amp;amp;");
    }

    @Test
    void pageNeedsNothingElseAndRunsNothing() {
        String page = page(Made.leg(Made.answer(200, 5)));

        assertThat(page)
                .doesNotContain("<script", "<link", "src=", "href=", "url(", "@import")
                .contains("default-src 'none'", "<svg", "prefers-color-scheme: dark", "@media print");
    }

    @Test
    void verdictComesFirstAndEveryTagIsClosed() {
        String page = page(Made.leg(Made.answer(502, 5), Made.answer(200, 5)));

        assertThat(page.indexOf("1 of 2 attempts failed")).isLessThan(page.indexOf("Checklist"));
        for (String tag : List.of("section", "table", "ul", "ol", "li", "div", "svg", "rect", "pre", "td", "tr")) {
            assertThat(page.split("<" + tag + "[ >]", -1)).as(tag).hasSameSizeAs(page.split("</" + tag + ">", -1));
        }
    }

    @Test
    void secretsAreNotOnThePage() {
        String page = page(Made.leg(Made.answer(200, 5, "Set-Cookie", "sid=s3cret", "X-Auth-Token", "s3cret")));

        assertThat(page).doesNotContain("s3cret").contains("sid=***", "key=***");
    }
}
