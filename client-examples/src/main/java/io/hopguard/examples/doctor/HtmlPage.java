package io.hopguard.examples.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** The report as one page that needs nothing else: no network, no script. */
public final class HtmlPage {
    private final Html html = new Html();
    private final Report report;

    private HtmlPage(Report report) {
        this.report = report;
    }

    /**
     * Writes the report.
     *
     * @param report what was found
     * @return the page
     */
    public static String of(Report report) {
        HtmlPage page = new HtmlPage(report);
        page.head();
        page.verdict();
        page.checklist();
        new HtmlWaterfall(page.html).add(Waterfall.of(report.legs()));
        report.legs().forEach(page::chain);
        report.legs().forEach(page::heads);
        page.html.markup("<footer>Written by hopguard doctor. Values of queries, cookies and credentials are left out."
                + "</footer>\n</main>\n</body>\n</html>\n");
        return page.html.toString();
    }

    private void head() {
        String url = report.target().place().shown();
        html.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'unsafe-inline'\">\n")
                .element("title", "", "hopguard doctor: " + url)
                .markup("<style>\n" + css() + "</style>\n</head>\n<body>\n<main>\n");
    }

    private void verdict() {
        Verdict verdict = report.verdict();
        html.markup("<header class=\"verdict " + (verdict.healthy() ? "ok" : "fail") + "\">\n")
                .element("p", "kicker", verdict.healthy() ? "Healthy" : "Trouble found")
                .element("h1", "", verdict.headline());
        for (Leg leg : report.legs()) {
            String way = leg.name().equals("direct") ? "directly: " : "";
            html.element("p", "url", way + report.method() + " " + leg.place().shown());
        }
        html.element(
                        "p",
                        "meta",
                        report.began().truncatedTo(ChronoUnit.SECONDS) + ", took " + Words.time(report.nanos()))
                .markup("</header>\n");
        list("What to do next", verdict.next());
        list("Evidence", verdict.evidence());
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            html.markup("<section>\n").element("h2", "", title).markup("<ul>\n");
            lines.forEach(line -> html.element("li", "", line));
            html.markup("</ul>\n</section>\n");
        }
    }

    private void checklist() {
        for (Leg leg : report.legs()) {
            html.markup("<section>\n")
                    .element("h2", "", titled("Checklist", leg))
                    .markup("<table class=\"checks\">\n");
            leg.steps().forEach(this::row);
            html.markup("</table>\n</section>\n");
        }
        Step comparison = report.comparison();
        if (comparison != null) {
            html.markup("<section>\n").element("h2", "", "Comparison").markup("<table class=\"checks\">\n");
            row(comparison);
            html.markup("</table>\n</section>\n");
        }
    }

    private void row(Step step) {
        String result = step.result().name();
        html.markup("<tr><td><span class=\"badge " + result.toLowerCase(Locale.ROOT) + "\">" + result + "</span></td>")
                .element("th", "", step.check().title())
                .markup("<td>")
                .element("div", "", step.summary());
        if (!step.details().isEmpty()) {
            html.markup("<ul class=\"details\">\n");
            step.details().forEach(line -> html.element("li", "", line));
            html.markup("</ul>\n");
        }
        html.markup("</td>").element("td", "time", step.nanos() > 0 ? Words.time(step.nanos()) : "");
        html.markup("</tr>\n");
    }

    private void chain(Leg leg) {
        Trial shown = HopsCheck.telling(leg.trials())
                .or(() -> leg.trials().stream().findFirst())
                .orElse(null);
        if (shown == null) {
            return;
        }
        html.markup("<section>\n").element("h2", "", titled("Hops", leg)).markup("<ol class=\"chain\">\n");
        for (Chain.Node node : Chain.of(shown)) {
            html.markup("<li" + (node.broke() ? " class=\"broke\"" : "") + ">")
                    .element("strong", "", node.label())
                    .element("span", "", node.broke() ? ("broke here " + node.note()).strip() : node.note())
                    .markup("</li>\n");
        }
        html.markup("</ol>\n");
        String blame = shown.succeeded() ? "" : shown.shortBlame();
        html.element("p", "meta", "As attempt " + shown.number() + " shows it. " + blame)
                .markup("</section>\n");
    }

    private void heads(Leg leg) {
        Set<String> kinds = new HashSet<>();
        List<Trial> shown = leg.trials().stream()
                .filter(trial -> trial.headers().size() > 0)
                .filter(trial -> kinds.add(kind(trial)))
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        html.markup("<section>\n").element("h2", "", titled("Response heads", leg));
        for (Trial trial : shown) {
            html.element("h3", "", "Attempt " + trial.number()).markup("<pre>");
            html.text(trial.outcome() + "\n");
            for (int i = 0; i < trial.headers().size(); i++) {
                String name = trial.headers().name(i);
                html.text(Masks.clean(name) + ": "
                        + Masks.header(name, trial.headers().value(i)) + "\n");
            }
            html.markup("</pre>\n");
        }
        html.markup("</section>\n");
    }

    /** Of heads that look alike, one is enough. */
    private static String kind(Trial trial) {
        return trial.outcome()
                + trial.headers().toMap().keySet()
                + trial.headers().first("Server");
    }

    private String titled(String title, Leg leg) {
        if (report.direct() == null) {
            return title;
        }
        return title + (leg.name().equals("direct") ? ", directly" : ", through the gateway");
    }

    private static String css() {
        try (InputStream file = Objects.requireNonNull(HtmlPage.class.getResourceAsStream("report.css"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
