package io.hopguard.examples.ops;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard as Grafana reads it. */
record Dashboard(JsonNode json) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Dashboard read() {
        Path file = Tools.folder().resolve("grafana-dashboard.json");
        return new Dashboard(MAPPER.readTree(file.toFile()));
    }

    List<JsonNode> panels() {
        return list(json.get("panels"));
    }

    List<JsonNode> variables() {
        return list(json.get("templating").get("list"));
    }

    List<JsonNode> targets() {
        List<JsonNode> targets = new ArrayList<>();
        for (JsonNode panel : panels()) {
            if (panel.has("targets")) {
                panel.get("targets").forEach(targets::add);
            }
        }
        return targets;
    }

    /** What the panels ask. */
    List<String> expressions() {
        return targets().stream().map(target -> target.get("expr").asString()).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
    }
}
