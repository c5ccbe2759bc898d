package io.hopguard.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.examples.cli.Terminal.Colour;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void linesAreColouredOnlyWhereThatIsWanted() {
        assertThat(printed(true, Colour.YELLOW)).isEqualTo("\u001b[33ml\u00efne\u001b[0m" + System.lineSeparator());
        assertThat(printed(true, null)).isEqualTo("l\u00efne" + System.lineSeparator());
        assertThat(printed(false, Colour.YELLOW)).isEqualTo("l\u00efne" + System.lineSeparator());
    }

    @Test
    void noControlCharacterOfAPeerReachesTheScreen() {
        assertThat(Terminal.printable("a\u001b[31m\u009b2J\u0080\u0085\u009f\u007f\r\tb\nc\u00a0\u00e9"))
                .isEqualTo("a?[31m?2J??????b\nc\u00a0\u00e9");
    }

    private static String printed(boolean coloured, Colour colour) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Terminal(InputStream.nullInputStream(), out, new PrintWriter(new StringWriter()), true, coloured)
                .print(colour, "l\u00efne");
        return out.toString(StandardCharsets.UTF_8);
    }
}
