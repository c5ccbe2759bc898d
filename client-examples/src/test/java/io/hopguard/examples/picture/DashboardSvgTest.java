package io.hopguard.examples.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DashboardSvgTest {
    private static final List<String> OUTCOMES = List.of("2xx", "4xx", "5xx", "circuit_open", "a<b&c");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private Document drawn(int ticks) throws Exception {
        Film film = new Film(registry);
        for (int tick = 0; tick < ticks; tick++) {
            film.at(tick * 200_000_000L);
            for (String outcome : OUTCOMES) {
                Timer.builder("hopguard.client.calls")
                        .tag("outcome", outcome)
                        .register(registry)
                        .record(Duration.ofMillis(3));
            }
        }
        List<Band> bands = List.of(new Band("restart", 1, 1.2), new Band("outage", 2, 3));
        String svg = new DashboardSvg(film, Duration.ofSeconds(2), bands).text("A <heading>", "a note");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void isWellFormedAndHasEightDiagramsWhateverWasSeen() throws Exception {
        for (int ticks : new int[] {0, 1, 20}) {
            assertThat(elements(drawn(ticks), "g")).hasSize(8);
        }
    }

    @Test
    void drawsNumbersOnly() throws Exception {
        assertThat(elements(drawn(20), "path"))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path.getAttribute("d")).matches("[MLZ0-9. -]*"));
    }

    /** Times below the least of the scale are drawn at its bottom: it must not pass for their value. */
    @Test
    void theBottomOfTheTimesSaysThatTheyMayBeLess() throws Exception {
        assertThat(elements(drawn(20), "text"))
                .extracting(Element::getTextContent)
                .contains("\u2264 1 ms", "10 ms")
                .doesNotContain("1 ms");
    }

    @Test
    void eachColourIsInTheStyleAndMeansOneThingInADiagram() throws Exception {
        for (Element diagram : elements(drawn(20), "g")) {
            List<String> swatches = elements(diagram, "rect").stream()
                    .filter(box -> box.getAttribute("y").equals("22.0"))
                    .map(box -> box.getAttribute("class"))
                    .toList();
            assertThat(swatches).doesNotHaveDuplicates().allMatch(swatch -> Svg.STYLE.contains("." + swatch.split(" ")[0] + " {"));
        }
    }

    /** Judged by a letter of 7.5 pixels, which is wide for 11 pixels. */
    @Test
    void leavesRoomForEveryNameOfALegend() throws Exception {
        for (Element diagram : elements(drawn(20), "g")) {
            double free = 0;
            for (Element text : elements(diagram, "text")) {
                if (text.getAttribute("class").equals("legend")) {
                    double x = Double.parseDouble(text.getAttribute("x"));
                    assertThat(x).isGreaterThanOrEqualTo(free);
                    free = x + 7.5 * text.getTextContent().length();
                    assertThat(free).isLessThan(Frame.WIDTH);
                }
            }
        }
    }

    private static List<Element> elements(Document document, String name) {
        return elements(document.getDocumentElement(), name);
    }

    private static List<Element> elements(Element parent, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList found = parent.getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
