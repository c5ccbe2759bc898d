package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.ClientClosedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.mock.env.MockEnvironment;

/** When the period of grace begins, and how much of it is left. */
class GracefulClosingTest {
    private final StaticApplicationContext context = new StaticApplicationContext();
    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final GracefulClosing closing =
            new GracefulClosing(beans.getBeanProvider(HopguardProperties.class), context, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void grace(String written) {
        MockEnvironment environment = new MockEnvironment().withProperty("hopguard.shutdown-grace", written);
        beans.registerSingleton(
                "properties", Binder.get(environment).bindOrCreate("hopguard", HopguardProperties.class));
    }

    @Test
    void aClientThatIsClosedWhileTheApplicationGoesOnTakesNothingFromTheOthers() {
        grace("8s");
        assertThat(closing.left()).hasSeconds(8);
        pass(Duration.ofHours(1));
        assertThat(closing.left()).hasSeconds(8);
        closing.onApplicationEvent(new ContextClosedEvent(context));
        pass(Duration.ofSeconds(30));
        assertThat(closing.left()).as("the web server had its own time").hasSeconds(8);
        pass(Duration.ofSeconds(5));
        assertThat(closing.left()).hasSeconds(3);
        pass(Duration.ofSeconds(5));
        assertThat(closing.left()).isZero();
    }

    @Test
    void aChildContextThatStopsDoesNotStopTheApplication() {
        grace("8s");
        closing.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext(context)));
        assertThat(closing.left()).hasSeconds(8);
        pass(Duration.ofHours(1));
        assertThat(closing.left()).hasSeconds(8);
    }

    @Test
    void withoutPropertiesTheDefaultHolds() {
        assertThat(closing.left())
                .isEqualTo(Binder.get(new MockEnvironment())
                        .bindOrCreate("hopguard", HopguardProperties.class)
                        .shutdownGrace());
    }

    @Test
    void propertiesThatCannotBeMadeAnyMoreKeepNoClientOpen() {
        beans.registerBeanDefinition(
                "properties",
                BeanDefinitionBuilder.genericBeanDefinition(HopguardProperties.class, () -> {
                            throw new BeanCreationNotAllowedException("properties", "being destroyed");
                        })
                        .getBeanDefinition());
        ResilientClient client = ResilientClient.builder().build();
        closing.postProcessBeforeDestruction(client, "orders");
        assertThatThrownBy(() -> client.get("http://localhost:1/").send()).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void theContextTellsThatItStops() {
        AtomicReference<GracefulClosing> seen = new AtomicReference<>();
        Application.runner("hopguard.clients.orders.base-uri=http://localhost").run(running -> {
            seen.set(running.getBean(GracefulClosing.class));
            assertThat(seen.get().left()).hasSeconds(10);
            assertThat(seen.get().left()).hasSeconds(10);
        });
        assertThat(seen.get().left()).isLessThan(Duration.ofSeconds(10));
    }
}
