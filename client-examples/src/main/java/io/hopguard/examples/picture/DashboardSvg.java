package io.hopguard.examples.picture;

import java.time.Duration;
import java.util.List;

/** All panels in one picture, which is legible on light and on dark paper. */
public final class DashboardSvg {
    private static final int COLUMNS = 2;
    private static final int MARGIN = 16;
    private static final int HEAD = 66;
    private static final int GAP = 14;

    private final Film film;
    private final Duration total;
    private final List<Band> bands;

    /**
     * Of a run that is over.
     *
     * @param film what was seen of it
     * @param total the budget of each call
     * @param bands when something was wrong
     */
    public DashboardSvg(Film film, Duration total, List<Band> bands) {
        this.film = film;
        this.total = total;
        this.bands = List.copyOf(bands);
    }

    /**
     * Draws it.
     *
     * @param heading what is above it
     * @param note one line below the heading
     * @return a whole SVG document
     */
    public String text(String heading, String note) {
        List<Diagram> panels = new Panels(film.timeline(), total.toMillis()).all();
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        int width = 2 * MARGIN + COLUMNS * Frame.WIDTH + (COLUMNS - 1) * GAP;
        int height = HEAD + rows * (Frame.HEIGHT + GAP);
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + height + "\" width=\""
                + width + "\" height=\"" + height + "\" role=\"img\">\n");
        svg.append("<title>" + Svg.escaped(heading) + "</title>\n" + Svg.STYLE);
        svg.append("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
        svg.append(Svg.text("heading", "start", MARGIN, 28, heading));
        svg.append(Svg.text("note", "start", MARGIN, 48, note));
        for (int i = 0; i < panels.size(); i++) {
            int x = MARGIN + i % COLUMNS * (Frame.WIDTH + GAP);
            int y = HEAD + i / COLUMNS * (Frame.HEIGHT + GAP);
            svg.append("<g transform=\"translate(" + x + "," + y + ")\">\n");
            svg.append(panels.get(i).svg(bands) + "</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }
}
