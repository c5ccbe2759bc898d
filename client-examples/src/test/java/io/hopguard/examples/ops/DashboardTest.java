package io.hopguard.examples.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Grafana asks of a dashboard that is imported. */
class DashboardTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z][a-z_]*)");

    private final Dashboard dashboard = Dashboard.read();

    @Test
    void hasAVersionOfTheSchemaAndNoNumberOfAnotherGrafana() {
        assertThat(dashboard.json().get("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
        assertThat(dashboard.json().get("id").isNull()).isTrue();
        assertThat(dashboard.json().get("uid").asString()).isNotBlank();
        assertThat(dashboard.json().get("title").asString()).isNotBlank();
    }

    @Test
    void givesEachPanelANumberAndAPlaceOfItsOwn() {
        assertThat(dashboard.panels())
                .extracting(panel -> panel.get("id").asInt())
                .doesNotHaveDuplicates();
        List<String> taken = new ArrayList<>();
        for (JsonNode panel : dashboard.panels()) {
            JsonNode place = panel.get("gridPos");
            assertThat(place.get("x").asInt() + place.get("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < place.get("w").asInt(); x++) {
                for (int y = 0; y < place.get("h").asInt(); y++) {
                    taken.add(
                            (place.get("x").asInt() + x) + "," + (place.get("y").asInt() + y));
                }
            }
        }
        assertThat(taken).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void usesEveryVariableThatItHasAndNoOther() {
        Set<String> known = new TreeSet<>();
        dashboard.variables().forEach(variable -> known.add(variable.get("name").asString()));
        Set<String> used = new TreeSet<>();
        for (JsonNode target : dashboard.targets()) {
            for (String text : List.of(
                    target.get("expr").asString(),
                    target.get("datasource").get("uid").asString())) {
                Matcher variable = VARIABLE.matcher(text);
                while (variable.find()) {
                    used.add(variable.group(1));
                }
            }
        }
        assertThat(known).contains("datasource", "client", "route").isEqualTo(used);
    }

    @Test
    void namesEveryLineOfAPanel() {
        assertThat(dashboard.targets())
                .hasSizeGreaterThan(30)
                .allSatisfy(target ->
                        assertThat(target.get("legendFormat").asString()).isNotBlank());
    }
}
