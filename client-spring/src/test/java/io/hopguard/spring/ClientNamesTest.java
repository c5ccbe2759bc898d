package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.http.client.HttpClientSettings;

/** The names of the shared clients are theirs alone. */
class ClientNamesTest {
    private static HttpClientSettings own(int millis) {
        return HttpClientSettings.defaults().withReadTimeout(Duration.ofMillis(millis));
    }

    private static String name(ResilientClient client) {
        return client.state().client();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "default-2", "default-17"})
    void theNameOfASharedClientIsRefused(String name) {
        Application.runner("hopguard.clients." + name + ".base-uri=http://localhost")
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(InvalidHopguardPropertiesException.class)
                        .hasMessageContaining("hopguard.clients." + name + " has the name of a shared client"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default-a", "defaults", "my-default", "default-2x"})
    void aNameThatOnlyLooksLikeItIsNot(String name) {
        Application.runner("hopguard.clients." + name + ".base-uri=http://localhost")
                .run(context -> assertThat(context).hasNotFailed().hasBean(name));
    }

    /** A bean that sends before all others are there. */
    record Early() implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            if (bean instanceof HopguardClients clients) {
                assertThat(name(clients.shared(own(5)))).isEqualTo("default-2");
            }
            return bean;
        }
    }

    @Test
    void theOneForTheSettingsOfAllIsTheDefaultWhoeverComesFirst() {
        Application.runner().withBean(Early.class).run(context -> {
            HopguardClients clients = context.getBean(HopguardClients.class);
            assertThat(name(clients.shared(context.getBean(HttpClientSettings.class))))
                    .isEqualTo("default");
            assertThat(name(clients.shared(own(5)))).isEqualTo("default-2");
            assertThat(name(clients.shared(own(6)))).isEqualTo("default-3");
        });
    }

    @Test
    void noTwoSharedClientsHaveOneName() {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            Application.runner().run(context -> {
                HopguardClients clients = context.getBean(HopguardClients.class);
                List<CompletableFuture<String>> all = IntStream.range(1, 33)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> name(clients.shared(own(i))), threads))
                        .toList();
                Set<String> names = all.stream().map(CompletableFuture::join).collect(Collectors.toSet());
                assertThat(names).hasSize(32).doesNotContain("default");
            });
        } finally {
            threads.shutdownNow();
        }
    }
}
