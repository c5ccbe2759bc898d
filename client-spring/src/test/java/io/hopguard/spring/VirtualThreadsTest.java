package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Spring Boot on virtual threads: requests, {@code @Async} methods and tasks. */
class VirtualThreadsTest {
    private static final String BUDGET = "X-Timeout-Budget-Ms";
    private static final String WHY_NOT = "virtual threads came with Java 21; the strict profile runs this on JDK 25";

    /** A shop that asks a stock. */
    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    @Import({Shop.class, Background.class})
    static class Application {
        /** What there is on every version of Spring Boot to carry budgets to other threads. */
        @Bean
        TaskDecorator propagation() {
            return new ContextPropagatingTaskDecorator();
        }
    }

    /** Where it asked from, and what it got. */
    record Asked(String thread, String answer) {
        static Asked by(RestClient stock) {
            return new Asked(
                    Thread.currentThread().toString(),
                    String.valueOf(stock.get().uri("/stock").retrieve().body(String.class)));
        }
    }

    /** On another thread. */
    static class Background {
        private final RestClient stock;

        Background(@Qualifier("stockRestClient") RestClient stock) {
            this.stock = stock;
        }

        @Async
        CompletableFuture<Asked> ask() {
            return CompletableFuture.completedFuture(Asked.by(stock));
        }
    }

    /** Its pages. */
    @RestController
    static class Shop {
        private final RestClient stock;
        private final Background background;

        Shop(@Qualifier("stockRestClient") RestClient stock, Background background) {
            this.stock = stock;
            this.background = background;
        }

        @GetMapping("/orders")
        Asked orders() {
            return Asked.by(stock);
        }

        @GetMapping("/async")
        CompletableFuture<Asked> async() {
            return background.ask();
        }
    }

    private static WebApplication shop(boolean virtual) {
        return new WebApplication(
                Application.class,
                ScriptedServer.ok("fine"),
                "hopguard.inbound.enforce=true",
                "spring.threads.virtual.enabled=" + virtual);
    }

    private static void keepsToTheBudget(WebApplication shop, String path, String thread) throws Exception {
        HttpResponse<String> answer = shop.get(path, BUDGET, "5000");
        assertThat(answer.body()).contains("\"answer\":\"fine\"").contains("\"thread\":\"" + thread);
        assertThat(shop.toldBehind()).isBetween(1L, 4990L);
        assertThat(shop.get(path, BUDGET, "0").statusCode()).isEqualTo(504);
        shop.get(path);
        assertThat(shop.toldBehind()).as("nothing stays behind").isGreaterThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/async"})
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = WHY_NOT)
    void requestsAndAsyncMethodsOnThemKeepToTheBudget(String path) throws Exception {
        try (WebApplication shop = shop(true)) {
            keepsToTheBudget(shop, path, "VirtualThread[");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/async"})
    void withoutThemItIsTheSame(String path) throws Exception {
        try (WebApplication shop = shop(false)) {
            keepsToTheBudget(shop, path, "Thread[");
        }
    }

    /** Many more than carriers, and nearly as many as the bulkhead has places. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = WHY_NOT)
    void manyAtOnceAllHaveTheirAnswers() throws Exception {
        int many = 60;
        Set<String> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch together = new CountDownLatch(many);
        try (WebApplication shop = shop(true)) {
            AsyncTaskExecutor tasks = shop.context.getBean("applicationTaskExecutor", AsyncTaskExecutor.class);
            RestClient stock = shop.context.getBean("stockRestClient", RestClient.class);
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                answers.add(tasks.submitCompletable(() -> {
                    together.countDown();
                    together.await();
                    Asked asked = Asked.by(stock);
                    threads.add(asked.thread());
                    return asked.answer();
                }));
            }
            for (CompletableFuture<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("fine");
            }
        }
        assertThat(threads).hasSize(many).allMatch(thread -> thread.startsWith("VirtualThread["));
    }
}
