package io.hopguard.examples.doctor;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Draws the waterfall. Only the bars are SVG, stretched to the page; text keeps its size on narrow pages. */
record HtmlWaterfall(Html html) {

    void add(Waterfall waterfall) {
        if (waterfall.rows().isEmpty()) {
            return;
        }
        html.markup("<section>\n").element("h2", "", "Where the time went");
        legend(waterfall);
        html.markup("<div class=\"fall\">\n");
        waterfall.rows().forEach(this::row);
        html.markup("<div class=\"axis\"><span>0</span>")
                .element("span", "", Words.time(waterfall.longestNanos() / 2))
                .element("span", "", Words.time(waterfall.longestNanos()))
                .markup("</div>\n</div>\n");
        table(waterfall);
        html.markup("</section>\n");
    }

    private void legend(Waterfall waterfall) {
        html.markup("<p class=\"legend\">");
        for (Segment segment : used(waterfall)) {
            html.markup("<span><i class=\"" + style(segment) + "\"></i>")
                    .text(segment.label())
                    .markup("</span>\n");
        }
        html.markup("</p>\n");
    }

    private static Set<Segment> used(Waterfall waterfall) {
        Set<Segment> used = EnumSet.noneOf(Segment.class);
        waterfall.rows().forEach(row -> row.bars().forEach(bar -> used.add(bar.segment())));
        return used;
    }

    private void row(Waterfall.Row row) {
        html.element("div", row.trial().succeeded() ? "who" : "who bad", name(row))
                .markup("<svg viewBox=\"0 0 " + Waterfall.WIDTH + " 20\" preserveAspectRatio=\"none\" role=\"img\""
                        + " aria-label=\"phases of this attempt\">\n");
        for (Waterfall.Bar bar : row.bars()) {
            html.markup(String.format(
                            Locale.ROOT,
                            "<rect class=\"%s\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"20\">",
                            style(bar.segment()),
                            bar.x(),
                            bar.width()))
                    .element("title", "", bar.segment().label() + " " + Words.time(bar.nanos()))
                    .markup("</rect>\n");
        }
        html.markup("</svg>\n").element("div", "time", Words.time(row.trial().nanos()));
    }

    private static String name(Waterfall.Row row) {
        Trial trial = row.trial();
        String number = (row.leg().equals("direct") ? "direct " : "") + trial.number();
        return number + ": " + (trial.answered() ? String.valueOf(trial.status()) : "failed");
    }

    private void table(Waterfall waterfall) {
        Set<Segment> used = used(waterfall);
        html.markup("<div class=\"wide\"><table class=\"times\">\n<tr><th>attempt</th>");
        used.forEach(segment -> html.element("th", "", segment.label()));
        html.markup("<th>total</th></tr>\n");
        for (Waterfall.Row row : waterfall.rows()) {
            html.markup("<tr>").element("td", "", name(row));
            for (Segment segment : used) {
                long nanos = row.bars().stream()
                        .filter(bar -> bar.segment() == segment)
                        .mapToLong(Waterfall.Bar::nanos)
                        .sum();
                html.element("td", "", nanos == 0 ? "-" : Words.time(nanos));
            }
            html.element("td", "", Words.time(row.trial().nanos())).markup("</tr>\n");
        }
        html.markup("</table></div>\n");
    }

    private static String style(Segment segment) {
        return "s-" + segment.name().toLowerCase(Locale.ROOT);
    }
}
