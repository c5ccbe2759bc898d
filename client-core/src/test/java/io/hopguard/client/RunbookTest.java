package io.hopguard.client;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.budget.HopPlan;
import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.hopguard.client.policy.Jitter;
import io.hopguard.docs.Links;
import io.hopguard.docs.Markdown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds docs/runbook-502.md equal to what Hopguard says, and the links of all documents alive. */
class RunbookTest {
    private static final Markdown RUNBOOK = Markdown.of("docs/runbook-502.md");
    private static final String TEXT = RUNBOOK.text();

    private static final String NGINX = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
            + "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n";
    private static final String GUNICORN = "<html>\n  <head>\n    <title>Internal Server Error</title>\n  </head>\n"
            + "  <body>\n    <h1><p>Internal Server Error</p></h1>\n    \n  </body>\n</html>\n";

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** From an anchor to the next one. */
    private static String section(String anchor) {
        int from = TEXT.indexOf("<a id=\"" + anchor + "\"></a>");
        assertThat(from).as(anchor).isNotNegative();
        int to = TEXT.indexOf("<a id=", from + 1);
        return TEXT.substring(from, to < 0 ? TEXT.length() : to);
    }

    @ParameterizedTest
    @EnumSource
    void everyCauseHasASectionWithSignsPlacesFixAndProof(Cause cause) {
        assertThat(section("cause-" + lower(cause)))
                .contains(
                        "### " + cause + "\n", "**In Hopguard.** ", "**On the hop.**", "**Fix.** ", "**Fixed when** ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HopguardServerErrors",
                "HopguardCallsFailing",
                "HopguardBreakerOpen",
                "HopguardRetryBudgetExhausted",
                "HopguardLatencyNearBudget",
                "HopguardStreamLeak",
                "HopguardBadGatewayByCause"
            })
    void everyAlertHasASectionThatSaysWhatToDoAndWhatNot(String alert) {
        assertThat(section("alert-" + alert.toLowerCase(Locale.ROOT)))
                .contains("### " + alert + "\n", "**Meaning.** ", "**First look.** ", "**Do.** ", "**Do not** ");
    }

    @ParameterizedTest
    @EnumSource
    void whoeverAnsweredIsInTheTableOfDecisions(AnsweredBy who) {
        assertThat(section("decide")).contains("\n| `" + lower(who) + "` |");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonForGivingUpIsExplainedInItsWords(GaveUp reason) {
        assertThat(TEXT).contains("\n| `" + lower(reason) + "` | " + reason.words() + " |");
    }

    private static Rig rig() {
        return new Rig()
                .with(builder -> builder.baseUri("https://api.example.com")
                        .timeouts(t -> t.total(ofSeconds(5)).attempt(ofSeconds(2)))
                        .retry(r -> r.backoff(ofMillis(100), ofSeconds(2)).jitter(Jitter.NONE)));
    }

    private static HopguardException ended(Rig rig, boolean retried) {
        RequestSpec call = rig.client().get("/orders/{id}", 42);
        return catchThrowableOfType(
                HopguardException.class, () -> (retried ? call : call.noRetry()).fetch(String.class));
    }

    private static HopguardException byNginx() {
        return ended(rig().thenAfter(ofMillis(12), ScriptedTransport.says(502, NGINX, "Server", "nginx/1.22.1")), true);
    }

    static Stream<HopguardException> failuresThatItShows() {
        Rig envoy = rig().with(b -> b.retry(r -> r.maxAttempts(2)))
                .thenAfter(ofSeconds(2), ScriptedTransport.says(504, "upstream request timeout", "Server", "envoy"));
        Rig silent = rig().thenAfter(ofSeconds(5), Fault.NO_RESPONSE_IN_TIME);
        Rig open = rig().with(b -> b.circuitBreaker(
                        c -> c.enabled(true).slidingWindowSize(2).minimumNumberOfCalls(1)))
                .then(ScriptedTransport.says(502, NGINX, "Server", "nginx/1.22.1"));
        ended(open, false);
        Rig broken = rig().thenAfter(ofMillis(12), ScriptedTransport.says(500, GUNICORN, "Server", "gunicorn"));
        return Stream.of(
                byNginx(),
                ended(envoy, true),
                ended(silent, true),
                ended(rig().thenAfter(ZERO, Fault.LOST), false),
                ended(open, true),
                ended(broken, true));
    }

    @ParameterizedTest
    @MethodSource("failuresThatItShows")
    void everyStoryLineThatItShowsIsOneThatHopguardTells(HopguardException failure) {
        assertThat(TEXT.contains("| `" + failure.getMessage() + "` |")
                        || TEXT.contains(": " + failure.getMessage() + "\n"))
                .as("a line of the runbook is: %s", failure.getMessage())
                .isTrue();
    }

    @Test
    void theCausesOfItsFirstLineAreThoseThatTheDiagnosisHas() {
        HopguardException failure = byNginx();
        assertThat(TEXT).contains("] " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
        assertThat(TEXT)
                .contains(failure.diagnosis().causes().stream()
                        .map(RunbookTest::lower)
                        .collect(Collectors.joining(", ", "| `causes` | ", " |")));
    }

    @Test
    void everySettingThatItNamesExists() {
        Set<String> settings = Markdown.of("docs/guide.md").table("settings").stream()
                .map(row -> row.get(0))
                .collect(Collectors.toCollection(TreeSet::new));
        String policies = settings.stream()
                .map(property -> property.substring(0, property.indexOf('.')))
                .distinct()
                .collect(Collectors.joining("|"));
        List<String> named = Pattern.compile("`((" + policies + ")\\.[a-zA-Z]+)`")
                .matcher(TEXT)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(settings).containsAll(named);
    }

    /** Copied from the raw text, an escaped pipe finds nothing. */
    @Test
    void noCommandOfATableHasAnEscapedPipe() {
        assertThat(TEXT).doesNotContain("\\|");
    }

    @Test
    void itsGrepOfNginxFindsTheLinesThatItsTablesShow() {
        String grep = RUNBOOK.config("greps")
                .lines()
                .filter(line -> line.contains("nginx/error.log"))
                .findFirst()
                .orElseThrow();
        Pattern wanted = Pattern.compile(grep.substring(grep.indexOf('\'') + 1, grep.lastIndexOf('\'')));
        assertThat(List.of(
                        "connect() failed (111: Connection refused) while connecting to upstream",
                        "upstream sent too big header while reading response header from upstream",
                        "no live upstreams while connecting to upstream"))
                .allMatch(TEXT::contains)
                .allMatch(message -> wanted.matcher(message).find());
    }

    /** The id of a call is in nginx's access log only; the number of the connection is in both of its logs. */
    @Test
    void itsAccessLogOfNginxLeadsFromTheRequestIdToTheErrorLog() {
        assertThat(RUNBOOK.config("nginx"))
                .contains(
                        "$time_iso8601",
                        "$status",
                        "$request\"",
                        "$connection",
                        "$http_x_request_id",
                        "$http_traceparent");
    }

    @Test
    void everyOutcomeWithoutAUsableAnswerHasARowOfItsAlert() {
        String section = section("alert-hopguardcallsfailing");
        List<String> codes = Markdown.of("docs/guide.md").table("errors").stream()
                .filter(row ->
                        !row.get(2).matches("(other )?[1-5]([0-9]{2}|xx)(:.*|,.*)?|other [45]xx|any other status.*"))
                .map(row -> row.get(1))
                .filter(code ->
                        !Set.of("client_closed", "cancelled", "invalid_request").contains(code))
                .toList();
        assertThat(codes).hasSizeGreaterThan(12).doesNotContain("unexpected_status");
        assertThat(codes)
                .allMatch(code -> Pattern.compile("\\n\\|[^|]*`" + code + "`[^|]*\\|")
                        .matcher(section)
                        .find());
    }

    @Test
    void itsFirstLookAtFailingCallsIsWhatTheRuleCounts() {
        String rules = Markdown.of("docs/ops/prometheus-rules.yml").text();
        String chosen = "outcome!~\"[1-5]xx|other|cancelled|client_closed|invalid_request\"";
        assertThat(rules).contains(chosen);
        assertThat(section("alert-hopguardcallsfailing")).contains(chosen);
    }

    private static ResilientClient client(Duration total, Consumer<HopPlan.Builder> hops) {
        return new Rig()
                .with(builder -> builder.timeouts(t -> t.total(total)).hops(hops))
                .client();
    }

    private static String hops(String name) {
        String start = "<!-- hops: " + name + " -->\n```\n";
        int from = TEXT.indexOf(start) + start.length();
        return TEXT.substring(from, TEXT.indexOf("\n```", from));
    }

    private static HopPlan.Builder wrong(HopPlan.Builder hops) {
        return hops.hop("alb", ofSeconds(60), ofSeconds(60))
                .hop("nginx", ofSeconds(60), ofSeconds(75))
                .hop("gunicorn", ofSeconds(90), ofSeconds(2));
    }

    @Test
    void theChainsOfItsExampleAreCheckedAsItSays() {
        assertThat(client(ofSeconds(120), h -> wrong(h).warnOnly()).describe()).contains(hops("wrong"));
        assertThat(catchThrowableOfType(
                                InvalidConfigurationException.class, () -> client(ofSeconds(120), RunbookTest::wrong))
                        .problems())
                .containsExactly(hops("refusal"));
        String right = client(
                        ofSeconds(35),
                        h -> h.hop("alb", ofSeconds(30), ofSeconds(60))
                                .hop("nginx", ofSeconds(25), ofSeconds(75))
                                .hop("gunicorn", ofSeconds(20), ofSeconds(2)))
                .describe();
        assertThat(right).contains(hops("right"), hops("warning")).doesNotContain("hop error");
    }

    @ParameterizedTest
    @MethodSource("io.hopguard.client.DocumentationSnippetsTest#documents")
    void everyAnchorThatADocumentLinksToExists(Path document) {
        assertThat(Links.dead(document)).isEmpty();
    }

    @Test
    void anchorsAreMadeFromTitlesAsGitHubDoes() {
        assertThat(Links.slug("`Keep-alive`: who closes first?")).isEqualTo("keep-alive-who-closes-first");
        assertThat(Arrays.asList(Links.slug("CONNECTION_REFUSED"), Links.slug("Overload and retry storms")))
                .containsExactly("connection_refused", "overload-and-retry-storms");
    }
}
