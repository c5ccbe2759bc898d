package io.hopguard.spring;

import static io.hopguard.spring.RefreshTest.application;
import static io.hopguard.spring.RefreshTest.client;
import static io.hopguard.spring.RefreshTest.refresh;
import static io.hopguard.spring.RefreshTest.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.ResilientClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;

/** Some clients could be changed, and others could not. */
class HalfRefreshTest {
    private static final String[] TWO = {
        "hopguard.clients.orders.base-uri=http://localhost",
        "hopguard.clients.stock.base-uri=http://localhost",
        "hopguard.defaults.timeouts.total=9s"
    };

    @Test
    void oneThatCannotBeChangedKeepsNoOtherFromItAndIsTriedAgain() {
        application(TWO).run(context -> {
            client(context, "orders").close();
            assertThatThrownBy(() -> refresh(context, "hopguard.defaults.timeouts.total=7s"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("client orders is closed");
            assertThat(client(context, "stock").describe()).contains("ends within 7 s");
            assertThat(context.getBean(HopguardClients.class).shared())
                    .singleElement()
                    .satisfies(shared -> assertThat(shared.describe()).contains("ends within 7 s"));
            assertThatThrownBy(() -> refresh(context))
                    .as("it does not go by the properties yet")
                    .hasMessageContaining("client orders is closed");
            assertThat(refresh(context, "hopguard.defaults.timeouts.total=9s").changed())
                    .as("which it need not")
                    .containsExactly("stock", "default");
        });
    }

    @Test
    void springCloudsOtherListenersAreNotKeptFromTheirs() {
        application(TWO).run(context -> {
            client(context, "orders").close();
            set(context, "hopguard.defaults.timeouts.total=7s");
            context.publishEvent(new EnvironmentChangeEvent(Set.of("hopguard.defaults.timeouts.total")));
            assertThat(client(context, "stock").describe()).contains("ends within 7 s");
        });
    }

    /** While the next client is checked. */
    private record Vanishing(Path file) implements HopguardClientCustomizer {
        @Override
        public void customize(String name, ResilientClientBuilder builder) {
            if (name.equals("stock")) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Test
    void whatWasReadToCheckItIsWhatIsUsed(@TempDir Path folder) {
        Path trust = folder.resolve("trust.pem");
        application(TWO)
                .withBean(HopguardClientCustomizer.class, () -> new Vanishing(trust))
                .run(context -> {
                    Files.copy(Path.of(TestKeys.filled("${files}/chain.pem")), trust);
                    assertThat(refresh(
                                    context,
                                    "hopguard.clients.orders.tls.trust=" + trust,
                                    "hopguard.clients.stock.timeouts.total=7s"))
                            .isEqualTo(new HopguardRefresher.Refreshed(List.of("orders", "stock"), List.of()));
                    assertThat(trust).doesNotExist();
                    assertThat(client(context, "orders").describe()).contains("trust.pem");
                });
    }
}
