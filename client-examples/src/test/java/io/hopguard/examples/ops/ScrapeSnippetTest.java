package io.hopguard.examples.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The way from a client to a scrape without a framework, as docs/ops/README.md shows it. */
class ScrapeSnippetTest {
    private static final Path SOURCE = Path.of("src/test/java/io/hopguard/examples/ops/ScrapeSnippet.java");

    @Test
    void whatTheDocumentShowsIsWhatIsCompiled() throws IOException {
        String source = Files.readString(SOURCE);
        int from = source.indexOf("// snippet: scrape\n") + "// snippet: scrape\n".length();
        String code = source.substring(from, source.indexOf("        // end")).stripIndent();
        assertThat(Files.readString(Path.of("../docs/ops/README.md")))
                .contains("<!-- snippet: scrape -->\n```java\n" + code + "```");
    }

    @Test
    void itsPortHandsTheMetersOfTheClientOut() throws IOException {
        ScrapeSnippet.Scraped scraped = ScrapeSnippet.start(0);
        try (ResilientClient client = scraped.client()) {
            String url = "http://127.0.0.1:" + scraped.server().getAddress().getPort();
            assertThat(client.get(url + "/metrics").fetch(String.class)).isNotNull();
            assertThat(client.get(url + "/metrics").fetch(String.class))
                    .contains("hopguard_client_calls_seconds_count{client=\"orders\",method=\"GET\",outcome=\"2xx\"");
        } finally {
            scraped.server().stop(0);
        }
    }
}
