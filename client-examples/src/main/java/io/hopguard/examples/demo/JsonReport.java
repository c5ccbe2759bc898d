package io.hopguard.examples.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report for machines: one object on one line. */
final class JsonReport {
    private JsonReport() {}

    static String of(Report report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("seconds", report.schedule().length().toMillis() / 1e3);
        json.put("seed", report.seed());
        json.put("callsPerSecond", report.callsPerSecond());
        json.put(
                "contestants",
                report.entries().stream()
                        .map(entry -> contestant(entry, report.schedule()))
                        .toList());
        return Json.MAPPER.writeValueAsString(json);
    }

    private static Map<String, @Nullable Object> contestant(Report.Entry entry, Schedule schedule) {
        Figures figures = entry.figures();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", entry.name());
        json.put("setUp", entry.setUp());
        json.put("calls", figures.calls());
        json.put("succeeded", figures.succeeded());
        json.put("wrongAnswers", figures.wrongAnswers());
        json.put("failed", figures.failed());
        json.put("successRate", figures.successRate());
        json.put("requestsSent", figures.requestsSent());
        json.put("requestsPerCall", figures.requestsPerCall());
        json.put("successTimes", figures.success());
        json.put("failureTimes", figures.failure());
        json.put("firstSuccessAfterRecoveryMillis", figures.recoveryMillis());
        json.put("phases", phases(figures, schedule));
        json.put("exceptions", figures.exceptions());
        return json;
    }

    private static List<Map<String, Object>> phases(Figures figures, Schedule schedule) {
        List<Map<String, Object>> phases = new ArrayList<>();
        for (int i = 0; i < figures.phases().size(); i++) {
            Figures.PhaseFigures measured = figures.phases().get(i);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", schedule.phases().get(i).name());
            json.put("calls", measured.calls());
            json.put("succeeded", measured.succeeded());
            json.put("requestsSent", measured.requestsSent());
            phases.add(json);
        }
        return phases;
    }
}
