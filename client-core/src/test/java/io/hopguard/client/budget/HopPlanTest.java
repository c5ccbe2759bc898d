package io.hopguard.client.budget;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A chain of hops is compared as an operator would: who gives up first, what is seen, which directive to change. */
class HopPlanTest {
    private static final Duration KEEP_ALIVE = ofSeconds(20);

    private static List<HopPlan.Finding> check(long client, long alb, long nginx, long gunicorn) {
        return HopPlan.builder()
                .hop("alb", ofSeconds(alb))
                .hop("nginx", ofSeconds(nginx))
                .hop("gunicorn", ofSeconds(gunicorn))
                .build()
                .check(ofSeconds(client), KEEP_ALIVE);
    }

    /** The patience of each in s, and for each finding who gives up first and which hop goes on. */
    @ParameterizedTest(name = "client {0} s, alb {1} s, nginx {2} s, gunicorn {3} s")
    @CsvSource({
        "4, 3, 2, 1, ''",
        "4, 3, 1, 2, nginx<gunicorn",
        "4, 2, 3, 1, alb<nginx",
        "4, 2, 1, 3, nginx<gunicorn",
        "4, 1, 3, 2, alb<nginx alb<gunicorn",
        "4, 1, 2, 3, alb<nginx alb<gunicorn",
        "3, 4, 2, 1, client<alb",
        "3, 4, 1, 2, client<alb nginx<gunicorn",
        "3, 2, 4, 1, alb<nginx",
        "3, 2, 1, 4, nginx<gunicorn",
        "3, 1, 4, 2, alb<nginx alb<gunicorn",
        "3, 1, 2, 4, alb<nginx alb<gunicorn",
        "2, 4, 3, 1, client<alb client<nginx",
        "2, 4, 1, 3, client<alb nginx<gunicorn",
        "2, 3, 4, 1, client<alb alb<nginx",
        "2, 3, 1, 4, client<alb nginx<gunicorn",
        "2, 1, 4, 3, alb<nginx alb<gunicorn",
        "2, 1, 3, 4, alb<nginx alb<gunicorn",
        "1, 4, 3, 2, client<alb client<nginx client<gunicorn",
        "1, 4, 2, 3, client<alb client<nginx nginx<gunicorn",
        "1, 3, 4, 2, client<alb alb<nginx client<gunicorn",
        "1, 3, 2, 4, client<alb client<nginx nginx<gunicorn",
        "1, 2, 4, 3, client<alb alb<nginx alb<gunicorn",
        "1, 2, 3, 4, client<alb alb<nginx alb<gunicorn"
    })
    void eachHopThatOutlastsOneInFrontOfItIsAnErrorAndAWarningWhereThatIsTheClient(
            long client, long alb, long nginx, long gunicorn, String expected) {
        List<HopPlan.Finding> findings = check(client, alb, nginx, gunicorn);
        assertThat(findings)
                .allMatch(finding -> finding.error() != finding.advice().startsWith("client"));
        assertThat(findings.stream()
                        .map(finding -> finding.advice().split(" ")[0] + "<" + finding.hop())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "60, 60, 30, 10, 'alb: client gives up with a DeadlineExceededException, or alb answers 504'",
        "90, 60, 60, 30, 'nginx: alb answers 504, or nginx answers 504'",
        "90, 60, 30, 30, 'gunicorn: nginx answers 504, or gunicorn kills its worker: the caller sees a 502 or a reset'"
    })
    void equalTimesAreAWarning(long client, long alb, long nginx, long gunicorn, String words) {
        List<HopPlan.Finding> findings = check(client, alb, nginx, gunicorn);
        assertThat(findings).singleElement().matches(finding -> !finding.error());
        assertThat(findings.get(0).hop()).isEqualTo(words.split(": ")[0]);
        assertThat(findings.get(0).advice()).contains(words.substring(words.indexOf(": ") + 2));
    }

    @Test
    void aHopThatOutlastsTheCallerIsToldWithTheDirectiveToLower() {
        assertThat(check(5, 4, 3, 2)).isEmpty();
        assertThat(check(5, 4, 3, 30))
                .extracting(HopPlan.Finding::advice)
                .containsExactly(
                        "nginx gives up after 3 s and answers 504, gunicorn goes on until 30 s: the work is wasted and its"
                                + " answer is never seen; lower --timeout of gunicorn below 3 s or raise proxy_read_timeout of"
                                + " nginx above 30 s");
        assertThat(check(5, 90, 60, 2).get(1).advice())
                .isEqualTo("client gives up after 5 s with a DeadlineExceededException, nginx goes on until 60 s: the"
                        + " work is wasted and its answer is never seen; lower proxy_read_timeout of nginx below 5 s or"
                        + " raise timeouts.total above 60 s");
    }

    @Test
    void aWorkerThatIsKilledIsSeenAs502() {
        List<HopPlan.Finding> findings = HopPlan.builder()
                .hop("gunicorn", ofSeconds(30))
                .hop("report service", ofSeconds(60))
                .build()
                .check(ofSeconds(90), KEEP_ALIVE);
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.advice())
                        .startsWith(
                                "gunicorn gives up after 30 s and kills its worker: the caller sees a 502 or a reset")
                        .contains("lower the timeout of report service below 30 s or raise --timeout of gunicorn"));
    }

    @ParameterizedTest
    @CsvSource({
        "edge-alb-1, idle_timeout.timeout_seconds",
        "Alberta edge, the timeout",
        "Nginx ingress, proxy_read_timeout",
        "web-gunicorn, --timeout",
        "unicorn, timeout",
        "uwsgi, harakiri",
        "haproxy2, timeout server",
        "envoy, the route's timeout",
        "Apache, ProxyTimeout"
    })
    void aProductInTheNameGivesTheDirective(String name, String directive) {
        assertThat(HopProduct.of(name).patienceDirective()).isEqualTo(directive);
    }

    /** mod_proxy_http answers 502 when its ProxyTimeout ends, where others answer 504. */
    @ParameterizedTest
    @CsvSource({"apache, answers 502", "nginx, answers 504", "cloudflare, answers 524"})
    void aProductInTheNameGivesTheStatusThatTheCallerSees(String name, String words) {
        assertThat(HopProduct.of(name).givingUp()).isEqualTo(words);
    }

    /** Client 20 s, then what each hop keeps idle connections. */
    @ParameterizedTest
    @CsvSource({
        "60, 75, ''",
        "20, 75, alb.keepAlive",
        "60, 60, nginx.keepAlive",
        "60, 5, nginx.keepAlive",
        "10, 5, 'alb.keepAlive,nginx.keepAlive'"
    })
    void aHopThatClosesIdleConnectionsNoLaterThanTheOneInFrontUsesThemIsAWarning(
            long alb, long nginx, String expected) {
        List<HopPlan.Finding> findings = HopPlan.builder()
                .hop("alb", ofSeconds(4), ofSeconds(alb))
                .hop("nginx", ofSeconds(3), ofSeconds(nginx))
                .hop("app", ofSeconds(2))
                .build()
                .check(ofSeconds(5), KEEP_ALIVE);
        assertThat(findings).noneMatch(HopPlan.Finding::error);
        assertThat(findings)
                .extracting(HopPlan.Finding::hop)
                .isEqualTo(Arrays.stream(expected.split(","))
                        .filter(hop -> !hop.isEmpty())
                        .toList());
    }

    @Test
    void timesOfAnyLengthAreCompared() {
        assertThat(check(Long.MAX_VALUE - 1, 3, 2, Long.MAX_VALUE)).hasSize(1);
    }
}
