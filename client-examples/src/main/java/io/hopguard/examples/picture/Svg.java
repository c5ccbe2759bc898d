package io.hopguard.examples.picture;

import java.util.Locale;

/** Pieces of SVG. */
final class Svg {
    /** By the reader's preference, which holds for an SVG shown as an image, too. */
    static final String STYLE = """
            <style>
            text { font: 11px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328 }
            .heading { font-size: 17px; font-weight: 600 }
            .title { font-size: 13px; font-weight: 600 }
            .tick, .note, .band-name { fill: #59636e }
            .paper { fill: #ffffff }
            .grid { stroke: #d1d9e0; stroke-width: 1 }
            .band { fill: #818b98; fill-opacity: .18; stroke: #ffffff; stroke-width: 2 }
            .line { fill: none !important; stroke-width: 1.8; stroke-linejoin: round }
            .green { fill: #2da44e; stroke: #2da44e } .red { fill: #cf3a31; stroke: #cf3a31 }
            .orange { fill: #d9822b; stroke: #d9822b } .blue { fill: #2f78d6; stroke: #2f78d6 }
            .purple { fill: #8a56d6; stroke: #8a56d6 } .teal { fill: #169c9c; stroke: #169c9c }
            .grey { fill: #8c959f; stroke: #8c959f } .yellow { fill: #c9a800; stroke: #c9a800 }
            .area, .swatch { stroke: none }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .tick, .note, .band-name { fill: #a5adb8 }
              .paper { fill: #0d1117 }
              .grid { stroke: #30363d }
              .band { stroke: #0d1117 }
            }
            </style>
            """;

    private Svg() {}

    static String text(String style, String anchor, double x, double y, String words) {
        return String.format(
                Locale.ROOT,
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                style,
                anchor,
                x,
                y,
                escaped(words));
    }

    static String box(String style, double x, double y, double wide, double high) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                style,
                x,
                y,
                wide,
                high);
    }

    static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
