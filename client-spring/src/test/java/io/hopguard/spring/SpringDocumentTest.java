package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.hopguard.client.ResilientClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Applications start with each YAML block of docs/spring.md. */
class SpringDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/spring.md");

    static Stream<String> blocks() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks.stream();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void anApplicationStartsWithIt(String yaml) throws IOException {
        List<PropertySource<?>> sources = new YamlPropertySourceLoader()
                .load("docs/spring.md", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
        Application.runner("spring.ssl.bundle.pem.inner.reload-on-update=false")
                .withInitializer(context -> sources.forEach(
                        source -> context.getEnvironment().getPropertySources().addLast(source)))
                .withBean(CircuitBreakerRegistry.class, CircuitBreakerRegistry::ofDefaults)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    if (yaml.contains("clients:\n    orders:")) {
                        assertThat(context.getBean("orders", ResilientClient.class)
                                        .describe())
                                .contains("https://orders.");
                    }
                    assertThat(context.getBeansOfType(HopguardClients.class).isEmpty())
                            .isEqualTo(yaml.contains("enabled: false\n") && !yaml.contains("clients"));
                });
    }

    @Test
    void thereAreBlocks() throws IOException {
        assertThat(blocks()).hasSizeGreaterThan(5);
    }

    @Test
    void whatItSaysOfOtherNamesIsTrue() throws IOException {
        String text = Files.readString(DOCUMENT);
        for (String name : PropertyLeaves.of(AuthProperties.class, "")) {
            assertThat(text).contains("`" + name.split("\\.")[0] + "`");
        }
        for (BudgetHeaderName header : BudgetHeaderName.values()) {
            assertThat(text)
                    .contains("`" + KnownProperties.dashed(header.name()).replace('_', '-') + "`");
        }
    }
}
