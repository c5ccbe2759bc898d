package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.docs.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the Java in the documents equal to what is compiled, and their links alive. */
class DocumentationSnippetsTest {
    private static final Path SNIPPETS = Path.of("src/test/java/io/hopguard/docs");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

    @ParameterizedTest
    @CsvSource({
        "README.md, ReadmeSnippets.java",
        "docs/guide.md, 'GuideCalls.java,GuideSettings.java'",
        "docs/logging.md, LoggingSnippets.java",
        "docs/metrics.md, MetricsSnippets.java",
        "docs/tracing.md, TracingSnippets.java"
    })
    void everyJavaBlockIsCompiledAndEveryCompiledOneIsShown(String document, String sources) throws IOException {
        Map<String, String> compiled = new LinkedHashMap<>();
        for (String source : sources.split(",")) {
            compiled.putAll(regions(Files.readAllLines(SNIPPETS.resolve(source))));
        }
        assertThat(Markdown.of(document).javaBlocks()).containsExactlyInAnyOrderEntriesOf(compiled);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void relativeLinksLeadSomewhere(Path document) throws IOException {
        Matcher link = LINK.matcher(Files.readString(document));
        while (link.find()) {
            assertThat(document.resolveSibling(link.group(1)))
                    .as("link in %s", document)
                    .exists();
        }
    }

    @Test
    void anEntryOfTheListExistsForEachDecision() throws IOException {
        String list = Files.readString(Markdown.ROOT.resolve("docs/adr/README.md"));
        try (Stream<Path> decisions = Files.list(Markdown.ROOT.resolve("docs/adr"))) {
            assertThat(decisions
                            .map(decision -> decision.getFileName().toString())
                            .filter(name -> name.startsWith("0")))
                    .isNotEmpty()
                    .allMatch(name -> list.contains("(" + name + ")"));
        }
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(Markdown.ROOT);
                Stream<Path> docs = Files.walk(Markdown.ROOT.resolve("docs"))) {
            return Stream.concat(top, docs).filter(path -> path.toString().endsWith(".md")).toList().stream();
        }
    }

    /** What stands between {@code // snippet: name} and {@code // end}, moved to the left. */
    private static Map<String, String> regions(List<String> source) {
        Map<String, String> regions = new LinkedHashMap<>();
        for (int i = 0; i < source.size(); i++) {
            String line = source.get(i).strip();
            if (line.startsWith("// snippet: ")) {
                int indent = source.get(i).indexOf('/');
                StringBuilder text = new StringBuilder();
                for (i++; !source.get(i).strip().equals("// end"); i++) {
                    String code = source.get(i);
                    text.append(code.isBlank() ? "" : code.substring(indent)).append('\n');
                }
                regions.put(
                        line.substring("// snippet: ".length()), text.toString().stripTrailing());
            }
        }
        return regions;
    }
}
