package io.hopguard.examples.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report for a terminal. */
public final class TextPage {
    /** How a line is meant. */
    public enum Tone {
        /** As it is. */
        PLAIN,
        /** Good. */
        GOOD,
        /** Worth a look. */
        NOTABLE,
        /** Trouble. */
        BAD,
        /** Less important. */
        QUIET
    }

    /**
     * One line, without anything that steers a terminal.
     *
     * @param tone how it is meant
     * @param text what it says
     */
    public record Line(Tone tone, String text) {}

    private final List<Line> lines = new ArrayList<>();

    private TextPage() {}

    /**
     * Writes the report.
     *
     * @param report what was found
     * @return the lines, in order
     */
    public static List<Line> of(Report report) {
        TextPage page = new TextPage();
        for (Leg leg : report.legs()) {
            page.add(
                    Tone.PLAIN,
                    (leg.name().equals("direct") ? "directly: " : "") + report.method() + " "
                            + leg.place().shown());
            leg.steps().forEach(page::step);
        }
        Step comparison = report.comparison();
        if (comparison != null) {
            page.add(Tone.PLAIN, "through the gateway and directly");
            page.step(comparison);
        }
        page.verdict(report.verdict());
        return List.copyOf(page.lines);
    }

    private void verdict(Verdict verdict) {
        add(Tone.PLAIN, "");
        add(verdict.healthy() ? Tone.GOOD : Tone.BAD, "verdict: " + verdict.headline());
        verdict.evidence().forEach(line -> add(Tone.PLAIN, "  evidence: " + line));
        verdict.next().forEach(line -> add(Tone.PLAIN, "  next: " + line));
    }

    private void step(Step step) {
        String took = step.nanos() > 0 ? " (" + Words.time(step.nanos()) + ")" : "";
        add(
                tone(step.result()),
                String.format(
                        Locale.ROOT,
                        "  %-7s  %s: %s%s",
                        step.result(),
                        step.check().title(),
                        step.summary(),
                        took));
        step.details().forEach(detail -> add(Tone.QUIET, "             " + detail));
    }

    private static Tone tone(Result result) {
        return switch (result) {
            case OK -> Tone.GOOD;
            case WARN -> Tone.NOTABLE;
            case FAIL -> Tone.BAD;
            case SKIPPED -> Tone.QUIET;
        };
    }

    private void add(Tone tone, String text) {
        lines.add(new Line(tone, text));
    }
}
