package io.hopguard.examples.picture;

import java.util.Locale;

/** Pieces of SVG. */
final class Svg {
    /** Colours that are told apart without red and green (after Okabe and Ito). By the reader's preference, which holds for an SVG shown as an image, too. */
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
            .sky { fill: #56b4e9; stroke: #56b4e9 } .red { fill: #d55e00; stroke: #d55e00 }
            .blue { fill: #0072b2; stroke: #0072b2 } .purple { fill: #8a56d6; stroke: #8a56d6 }
            .teal { fill: #009e73; stroke: #009e73 } .yellow { fill: #e0b000; stroke: #e0b000 }
            .grey { fill: #8c959f; stroke: #8c959f } .ink { fill: #1f2328; stroke: #1f2328 }
            .area, .swatch { stroke: none }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .ink { fill: #e6edf3; stroke: #e6edf3 }
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
