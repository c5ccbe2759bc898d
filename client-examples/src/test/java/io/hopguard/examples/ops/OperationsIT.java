package io.hopguard.examples.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The alerts and the dashboard, asked of a real Prometheus that has scraped the real demo. */
@Timeout(300)
class OperationsIT {
    private static final String RULES = "prometheus-rules.yml";

    /** Those of the alerts: what is left without them is the value that is compared. */
    private static final Pattern THRESHOLD = Pattern.compile(" (?:>=|<=|==|!=|>|<) -?[0-9.]+");

    private static final Pattern METRIC = Pattern.compile("\\bhopguard_client_[a-z_]+");

    @TempDir
    private static Path directory;

    private static Demo demo;
    private static Prometheus prometheus;

    @BeforeAll
    static void runTheDemoUnderAPrometheus() throws Exception {
        Tools.require("prometheus");
        demo = Demo.start(directory);
        prometheus = Prometheus.start(directory, Tools.folder().resolve(RULES), demo.metrics());
        demo.awaitEnd();
        // The last thing that happens, and two more scrapes, so that everything has a rate.
        Tools.await(
                "the leak has been scraped for a while",
                () -> !prometheus
                        .values("count_over_time((hopguard_client_leaks_total > 0)[1m:1s]) >= 4")
                        .isEmpty(),
                () -> "leaks: " + prometheus.values("hopguard_client_leaks_total"));
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void promtoolFindsNothingWrongWithTheRules() throws Exception {
        String promtool = Tools.require("promtool");
        assertThat(Tools.run(Tools.folder(), promtool, "check", "rules", RULES)).contains("SUCCESS");
    }

    @Test
    void alertsGoOffWhenTheyShouldAndOnlyThen() throws Exception {
        String promtool = Tools.require("promtool");
        String tests = "prometheus-rules-test.yml";
        assertThat(Tools.run(Tools.folder(), promtool, "test", "rules", tests)).contains("SUCCESS");
        String written = Files.readString(Tools.folder().resolve(tests));
        // Each has a case in which it goes off, which names the runbook, and one in which it does not.
        assertThat(alerts()).hasSize(7).allSatisfy(alert -> {
            String name = alert.get("name").asString();
            assertThat(written).contains("runbook-502.md#alert-" + name.toLowerCase(Locale.ROOT));
            assertThat(written).containsPattern("alertname: " + name + "\\s+eval_time: [0-9ms]+\\s+exp_alerts: \\[\\]");
        });
    }

    @Test
    void everyRuleHasAValueWhenItsThresholdIsTakenAway() {
        List<String> silent = new ArrayList<>();
        for (JsonNode rule : prometheus.rules()) {
            String expression = THRESHOLD.matcher(rule.get("query").asString()).replaceAll("");
            collectSilent(expression, silent);
            assertThat(rule.get("health").asString())
                    .as(rule.get("name").asString())
                    .isEqualTo("ok");
        }
        assertThat(prometheus.rules()).hasSizeGreaterThan(alerts().size());
        assertThat(silent).isEmpty();
    }

    @Test
    void everyAlertComparesWithAThreshold() {
        assertThat(alerts())
                .allSatisfy(alert -> assertThat(alert.get("query").asString()).containsPattern(THRESHOLD));
    }

    @Test
    void everyRecordedSeriesIsRecorded() {
        List<String> silent = new ArrayList<>();
        List<JsonNode> recorded = prometheus.rules().stream()
                .filter(rule -> rule.get("type").asString().equals("recording"))
                .toList();
        recorded.forEach(rule -> collectSilent(rule.get("name").asString(), silent));
        assertThat(recorded).isNotEmpty();
        assertThat(silent).isEmpty();
    }

    @Test
    void everyPanelShowsSomething() {
        List<String> silent = new ArrayList<>();
        for (String expression : Dashboard.read().expressions()) {
            collectSilent(
                    expression.replaceAll("\\$(job|client|route)", ".*").replace("$__rate_interval", "2m"), silent);
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void everyMetricThatIsNamedIsOneThatTheScrapeHas() throws Exception {
        Set<String> named = new TreeSet<>();
        Stream.concat(
                        prometheus.rules().stream()
                                .map(rule -> rule.get("query").asString()),
                        Dashboard.read().expressions().stream())
                .flatMap(expression -> METRIC.matcher(expression).results())
                .forEach(match -> named.add(match.group()));
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(demo.names()).containsAll(named);
    }

    @Test
    void everyAlertSaysHowBadItIsAndNamesItsSectionOfTheRunbook() throws Exception {
        String runbook = Files.readString(Tools.folder().resolveSibling("runbook-502.md"));
        assertThat(alerts()).allSatisfy(alert -> {
            String anchor = "alert-" + alert.get("name").asString().toLowerCase(Locale.ROOT);
            JsonNode told = alert.get("annotations");
            assertThat(alert.get("labels").get("severity").asString()).isIn("critical", "warning");
            assertThat(told.get("summary").asString()).contains("$labels.client");
            assertThat(told.get("description").asString()).contains("$labels.client");
            assertThat(told.get("runbook_url").asString()).isEqualTo("docs/runbook-502.md#" + anchor);
            assertThat(runbook).contains("<a id=\"" + anchor + "\"></a>");
        });
    }

    private static List<JsonNode> alerts() {
        return prometheus.rules().stream()
                .filter(rule -> rule.get("type").asString().equals("alerting"))
                .toList();
    }

    /** NaN is no value either: it is what 0 of 0 is. */
    private static void collectSilent(String expression, List<String> silent) {
        if (prometheus.values(expression).stream().noneMatch(Double::isFinite)) {
            silent.add(expression);
        }
    }
}
