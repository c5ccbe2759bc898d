package io.hopguard.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.fuzz.Fuzz;
import io.hopguard.client.fuzz.Growth;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What strangers write into header fields and URIs. */
class HttpFuzzTest {
    private static final long NOW = Instant.parse("2026-03-05T12:00:00Z").toEpochMilli();
    private static final long LARGEST = Long.MAX_VALUE / 4;
    private static final String TOKEN = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static final Pattern LOGGABLE = Pattern.compile("[ -~]{1,1000}");
    private static final Pattern HOST = Pattern.compile("[a-z0-9._-]{1,253}|[0-9a-f:.]{2,}");
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^#]]*");
    private static final Pattern REFERENCE = Pattern.compile("[!-~&&[^{}]]*");
    private static final Pattern EXPANDED = Pattern.compile("/a/[A-Za-z0-9._~%-]+/b");
    private static final Pattern QUERY = Pattern.compile("/a\\?q=[A-Za-z0-9._~%-]*");

    private static void assertMatches(Pattern pattern, String text) {
        assertThat(pattern.matcher(text).matches())
                .as("%s of %s", pattern, text)
                .isTrue();
    }

    /** The value, or null where the input was refused with the one exception that says so, in words that are safe to log. */
    private static <T> T orRefused(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (InvalidRequestException e) {
            assertMatches(LOGGABLE, e.getMessage());
            return null;
        }
    }

    @Test
    void retryAfterIsAbsentOrSomeTimeNeverNegative() {
        Fuzz.of(
                        "120",
                        "0",
                        "1.5",
                        "1e3",
                        "Infinity",
                        "Thu, 05 Mar 2026 12:00:05 GMT",
                        "Thursday, 05-Mar-26 12:00:05 GMT",
                        "Thu Mar  5 12:00:05 2026",
                        "Fri, 31 Dec 9999 23:59:59 GMT",
                        "18446744073709551616")
                .with(HttpFuzzTest::date)
                .run(150_000, HttpFuzzTest::checkRetryAfter);
    }

    private static String date(SplittableRandom random) {
        return Fuzz.oneOf(random, "Mon", "Thu", "Thursday", "thu", "", "Thu\u0300")
                + Fuzz.oneOf(random, ", ", ",", " ", "  ")
                + random.nextInt(40)
                + Fuzz.oneOf(random, " Mar ", "-Mar-", " mar ", " ", " Feb ")
                + random.nextInt(-3, 12_000)
                + ' '
                + random.nextInt(30)
                + ":0" + random.nextInt(10)
                + ":" + random.nextInt(10, 70)
                + Fuzz.oneOf(random, " GMT", "", " UTC", " +0000", " gmt");
    }

    private static void checkRetryAfter(String value) {
        long nanos = RetryAfter.nanos(Headers.received("Retry-After", value), NOW);
        assertThat(nanos == RetryAfter.ABSENT || nanos >= 0 && nanos <= LARGEST)
                .as("%s ns", nanos)
                .isTrue();
        long millis = RetryAfter.nanos(Headers.received("retry-after-ms", value), NOW);
        assertThat(millis == RetryAfter.ABSENT || millis >= 0 && millis <= LARGEST)
                .as("%s ns", millis)
                .isTrue();
        boolean digits = !value.isEmpty() && value.length() < 9 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digits) {
            assertThat(nanos).isEqualTo(Long.parseLong(value) * 1_000_000_000L);
        }
    }

    @Test
    void mediaTypesAreLowerCaseAndReadBackAsTheyWere() {
        Fuzz.of(
                        "application/json",
                        "application/json; charset=utf-8",
                        "text/html;charset=\"ISO-8859-1\"",
                        "application/problem+json",
                        "multipart/form-data; boundary=\"a;b\"",
                        "text/plain; a=b; charset=x-unknown")
                .run(60_000, HttpFuzzTest::checkMediaType);
    }

    private static void checkMediaType(String value) {
        MediaType type = MediaType.parse(value);
        if (type == null) {
            return;
        }
        assertThat(type.essence())
                .isEqualTo(type.essence().toLowerCase(Locale.ROOT))
                .doesNotContain(";");
        assertThat(MediaType.parse(type.essence()).essence()).isEqualTo(type.essence());
        type.isJson();
        // The JDK takes its time over names that it does not know.
        if (value.length() % 8 == 0) {
            type.charset();
        }
    }

    @Test
    void headersHoldTokensAndVisibleAsciiOnly() {
        Fuzz.of(
                        "Accept",
                        "X-Tenant",
                        "application/json, */*;q=0.1",
                        "Bearer abc.def-ghi",
                        "a\r\nX-Evil: 1",
                        "Content-Length")
                .run(60_000, text -> {
                    Headers named = orRefused(() -> Headers.of(text, "value"));
                    if (named != null) {
                        assertThat(text.chars()).isNotEmpty().allMatch(c -> TOKEN.indexOf(c) >= 0);
                        assertThat(named.first(text.toUpperCase(Locale.ROOT))).isEqualTo("value");
                        assertThat(named.without(text.toLowerCase(Locale.ROOT))).isSameAs(Headers.empty());
                    }
                    Headers valued = orRefused(() -> Headers.of("X-Any", text));
                    if (valued != null) {
                        assertThat(text.chars()).allMatch(c -> c == '\t' || c >= ' ' && c < 0x7f);
                        assertThat(valued.first("x-any")).isEqualTo(text.strip());
                        assertThat(valued.toString()).isEqualTo("[X-Any]");
                    }
                    orRefused(() -> Request.builder(text, "http://a.test/").build());
                });
    }

    @Test
    void targetsAreTheHostThatIsWrittenAndReadBackAsTheyWere() {
        Fuzz.of(
                        "http://a.test/",
                        "https://a.test:8443/x?y#z",
                        "http://[2001:db8::1]:80/",
                        "http://user:pass@a.test/",
                        "http://127.0.0.1[@evil.example",
                        "HTTPS://A.TEST",
                        "http://a%2Fb/",
                        "http://a\\@b/",
                        "http://a.test:65536/")
                .run(60_000, HttpFuzzTest::checkTarget);
    }

    private static void checkTarget(String uri) {
        Target target = orRefused(() -> Target.of(uri));
        if (target == null) {
            return;
        }
        assertThat(target.scheme()).isIn("http", "https");
        assertThat(target.port()).isBetween(1, 65_535);
        assertMatches(HOST, target.host());
        assertThat(Target.of(target.toString())).isEqualTo(target);
        assertThat(uri.toLowerCase(Locale.ROOT)).startsWith(target.scheme() + "://");
        Request request = orRefused(() -> Request.builder("GET", uri).build());
        if (request != null) {
            assertThat(request.target()).isEqualTo(target);
            assertMatches(PATH, request.path());
        }
    }

    @Test
    void valuesOfTemplatesStayInTheirPlace() {
        Fuzz.of(
                        "/orders/{id}",
                        "/a/{b}/c?d={e}",
                        "https://a.test/{x}",
                        "..",
                        "a/b?c#d",
                        "%2e%2e",
                        "{",
                        "\u00e4\u20ac\ud83d\ude00",
                        "//evil.test")
                .run(60_000, text -> {
                    orRefused(() -> UriTemplate.of(text));
                    String path = orRefused(() -> UriTemplate.of("/a/{v}/b").expand(new Object[] {text}, Map.of()));
                    assertThat(path == null).isEqualTo(List.of("", ".", "..").contains(text));
                    if (path != null) {
                        assertMatches(EXPANDED, path);
                    }
                    String query = new Query().add("q", text).appendTo("/a");
                    assertMatches(QUERY, query);
                });
    }

    @Test
    void templatesExpandToWhatMayStandOnARequestLine() {
        Fuzz.of("/orders/{id}", "/a/{b}/c?d={e}", "https://a.test/{x}", "/{a}{b}{c}", "/a?{b}#{c}")
                .run(60_000, text -> {
                    UriTemplate template = orRefused(() -> UriTemplate.of(text));
                    if (template != null) {
                        Object[] values = new Object[template.variables().size()];
                        Arrays.fill(values, "x y/\u00e9");
                        assertThat(template.expand(values, Map.of()))
                                .matches("[!-~]*")
                                .doesNotContain("{", "}", " ");
                        assertThat(template.route()).doesNotContain("?");
                    }
                });
    }

    @Test
    void nothingTakesMoreThanLinearTime() {
        Consumer<String> retryAfter = text -> RetryAfter.nanos(Headers.received("Retry-After", text), NOW);
        Growth.isLinear(retryAfter, "", "1", "Thu, ", "1e");
        Growth.isLinear(HttpFuzzTest::readMediaType, "", "text/html", "text/html;", "text/html;charset=");
        Growth.isLinear(text -> orRefused(() -> Headers.of("X-Any", text)), "");
        Growth.isLinear(text -> orRefused(() -> Headers.of(text, "")), "", "(");
        Growth.isLinear(
                text -> orRefused(() -> Request.builder("GET", text).build()),
                "http://a",
                "http://[",
                "http://a.test/");
        Growth.isLinear(text -> orRefused(() -> UriTemplate.of(text)), "", "/{", "/{a}", "/?");
    }

    private static void readMediaType(String text) {
        MediaType type = MediaType.parse(text);
        if (type != null) {
            type.charset();
        }
    }
}
