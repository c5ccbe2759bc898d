package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hopguard.client.budget.Deadline;
import io.hopguard.client.budget.DeadlineScope;
import jakarta.servlet.Filter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Budgets of callers, on a real Tomcat; what is told to the server behind shows what holds. */
class InboundBudgetFilterTest {
    private static final String BUDGET = "X-Timeout-Budget-Ms";
    private static final String ENFORCE = "hopguard.inbound.enforce=true";
    /** More than any budget here, and less than the limits of the client. */
    private static final long UNBOUNDED = 20_000;

    /** A shop that asks a stock. */
    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    @Import({Shop.class, Background.class})
    static class Application {
        /** Looks where an application's own filter would. */
        @Bean
        FilterRegistrationBean<Filter> looking() {
            FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
                request.setAttribute("scope", DeadlineScope.current() != null);
                chain.doFilter(request, response);
            });
            filter.setOrder(0);
            return filter;
        }
    }

    /** On another thread. */
    static class Background {
        private final RestClient stock;

        Background(@Qualifier("stockRestClient") RestClient stock) {
            this.stock = stock;
        }

        @Async
        CompletableFuture<String> ask() {
            return CompletableFuture.completedFuture(Thread.currentThread().getName()
                    + stock.get().uri("/stock").retrieve().body(String.class));
        }
    }

    /** Its pages. */
    @RestController
    static class Shop {
        private final RestClient stock;
        private final Background background;
        private final RestClient.Builder anybody;
        private final Environment environment;

        Shop(
                @Qualifier("stockRestClient") RestClient stock,
                Background background,
                RestClient.Builder anybody,
                Environment environment) {
            this.stock = stock;
            this.background = background;
            this.anybody = anybody;
            this.environment = environment;
        }

        @GetMapping("/orders")
        String orders(@RequestHeader(value = BUDGET, required = false) String received) {
            return received + " " + stock.get().uri("/stock").retrieve().body(String.class);
        }

        @GetMapping("/nested")
        String nested() {
            String self = "http://127.0.0.1:" + environment.getProperty("local.server.port");
            return anybody.build().get().uri(self + "/orders").retrieve().body(String.class);
        }

        @GetMapping("/async")
        CompletableFuture<String> async() {
            return background.ask();
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            return () -> stock.get().uri("/stock").retrieve().body(String.class);
        }

        @GetMapping("/thread")
        String thread() {
            return Thread.currentThread() + " " + DeadlineScope.current();
        }

        @GetMapping("/forgetful")
        String forgetful() {
            DeadlineScope.observing(Deadline.after(Duration.ofSeconds(1)));
            return "fine";
        }

        @GetMapping("/looked")
        String looked(@RequestAttribute boolean scope) {
            return String.valueOf(scope);
        }
    }

    private static final Map<List<String>, WebApplication> RUNNING = new HashMap<>();

    /** Those with the same properties share one: it takes a second to start. */
    private static WebApplication shop(String... properties) {
        return RUNNING.computeIfAbsent(
                List.of(properties),
                absent -> new WebApplication(Application.class, ScriptedServer.ok("fine"), properties));
    }

    @AfterAll
    static void stop() {
        RUNNING.values().forEach(WebApplication::close);
        RUNNING.clear();
    }

    private static ListAppender<ILoggingEvent> logged() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger("io.hopguard.spring.inbound");
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        return lines;
    }

    @Test
    void theNextHopIsToldWhatIsLeft() throws Exception {
        WebApplication shop = shop(ENFORCE);
        double given = shop.count("hopguard.inbound.requests", "budget", "given", "enforced", "true");
        double none = shop.count("hopguard.inbound.requests", "budget", "none", "enforced", "true");
        assertThat(shop.get("/orders", BUDGET, "5000").body()).isEqualTo("5000 fine");
        assertThat(shop.toldBehind()).isBetween(1L, 4990L);
        assertThat(shop.get("/orders").body()).isEqualTo("null fine");
        assertThat(shop.toldBehind()).isGreaterThan(UNBOUNDED);
        assertThat(shop.count("hopguard.inbound.requests", "budget", "given", "enforced", "true"))
                .isEqualTo(given + 1);
        assertThat(shop.count("hopguard.inbound.requests", "budget", "none", "enforced", "true"))
                .isEqualTo(none + 1);
    }

    @Test
    void itShrinksFromHopToHop() throws Exception {
        WebApplication shop = shop(ENFORCE, "hopguard.defaults.timeouts.total=60s");
        String body = shop.get("/nested", BUDGET, "2500").body();
        long between = Long.parseLong(body.split(" ")[0]);
        assertThat(between).isBetween(1L, 2490L);
        assertThat(shop.toldBehind()).isBetween(1L, between - 10);
    }

    @Test
    void byDefaultABudgetIsOnlyObserved() throws Exception {
        WebApplication shop = shop();
        ListAppender<ILoggingEvent> lines = logged();
        assertThat(shop.get("/orders", BUDGET, "0").statusCode()).isEqualTo(200);
        assertThat(shop.get("/orders", BUDGET, "0").statusCode()).isEqualTo(200);
        assertThat(shop.toldBehind()).isGreaterThan(UNBOUNDED);
        assertThat(shop.count("hopguard.inbound.requests", "budget", "expired", "enforced", "false"))
                .isEqualTo(2);
        // The answer is out before the request has ended.
        shop.await(() -> lines.list.size() == 2 && shop.count("hopguard.inbound.late.calls") == 2);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(2)
                .allMatch(line -> line.startsWith("1 ") && line.contains("hopguard.inbound.enforce is false"));
    }

    @Test
    void whatCameTooLateIsRefusedOnceEnforced() throws Exception {
        WebApplication shop = shop(ENFORCE);
        ListAppender<ILoggingEvent> lines = logged();
        int before = shop.behind.requests().size();
        HttpResponse<String> refused = shop.get("/orders", BUDGET, "0");
        assertThat(refused.statusCode()).isEqualTo(504);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Gateway Timeout\",\"status\":504,"
                        + "\"detail\":\"The request came without any time left.\",\"code\":\"deadline_exceeded\"}");
        assertThat(shop.behind.requests()).hasSize(before);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("refused 1 request(s) that came without any time left, the last a GET");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/8            | X-None          | 1",
                "192.0.2.1             | X-None          | 1",
                "private               | X-Forwarded-For | 203.0.113.9",
                "private               | X-Forwarded-For | 203.0.113.9, 10.0.0.1",
                "private               | X-Forwarded-For | 127.0.0.1, 203.0.113.9",
                "private               | Forwarded       | for=203.0.113.9;proto=https",
                "private               | Forwarded       | for=10.0.0.1, for=unknown",
            })
    void budgetsOfStrangersAreIgnored(String sources, String header, String value) throws Exception {
        WebApplication shop = shop(ENFORCE, "hopguard.inbound.trusted-sources=" + sources);
        double before = shop.count("hopguard.inbound.requests", "budget", "untrusted");
        assertThat(shop.get("/orders", BUDGET, "0", header, value).statusCode()).isEqualTo(200);
        assertThat(shop.toldBehind()).isGreaterThan(UNBOUNDED);
        assertThat(shop.count("hopguard.inbound.requests", "budget", "untrusted"))
                .isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "private             | X-None          | 1",
                "127.0.0.1           | X-None          | 1",
                "all                 | X-Forwarded-For | 203.0.113.9",
                "private             | X-Forwarded-For | '10.1.2.3:4711, [fd00::1]:80, ::1'",
                "private             | Forwarded       | 'for=\"[fd00::1]:80\";by=x, proto=https;For=172.16.0.1'",
                "private,203.0.113.9 | X-Forwarded-For | 203.0.113.9",
            })
    void budgetsOfTrustedSourcesHold(String sources, String header, String value) throws Exception {
        WebApplication shop = shop(ENFORCE, "hopguard.inbound.trusted-sources=" + sources);
        assertThat(shop.get("/orders", BUDGET, "0", header, value).statusCode()).isEqualTo(504);
    }

    @ParameterizedTest
    @ValueSource(strings = {"framework", "native"})
    void nobodyTalksHimselfIntoTrust(String strategy) throws Exception {
        WebApplication shop = shop(
                ENFORCE,
                "hopguard.inbound.trusted-sources=10.0.0.1",
                "server.forward-headers-strategy=" + strategy,
                "server.tomcat.remoteip.internal-proxies=192\\.168\\.0\\.1");
        assertThat(shop.get("/orders", BUDGET, "0", "X-Forwarded-For", "10.0.0.1")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1           | X-Forwarded-For | 10.0.0.1             | 200",
                "127.0.0.1,10.0.0.1 | X-Forwarded-For | '10.0.0.1, 10.2.0.5' | 200",
                "127.0.0.1          | X-Forwarded-For | 203.0.113.9          | 200",
                "private            | X-Forwarded-For | 10.0.0.1             | 504",
                "private            | X-None          | 1                    | 504",
            })
    void theAddressesCountAsTheyCameAlsoWhereTheContainerTakesThemOut(
            String sources, String header, String value, int status) throws Exception {
        WebApplication shop =
                shop(ENFORCE, "hopguard.inbound.trusted-sources=" + sources, "server.forward-headers-strategy=native");
        assertThat(shop.get("/orders", BUDGET, "0", header, value).statusCode()).isEqualTo(status);
    }

    @Test
    void anAddressFromAHeaderOfTheOperatorsOwnMustBeTrustedToo() throws Exception {
        WebApplication shop = shop(
                ENFORCE, "server.forward-headers-strategy=native", "server.tomcat.remoteip.remote-ip-header=X-Real-IP");
        assertThat(shop.get("/orders", BUDGET, "0", "X-Real-IP", "203.0.113.9").statusCode())
                .isEqualTo(200);
        assertThat(shop.get("/orders", BUDGET, "0", "X-Real-IP", "10.0.0.1").statusCode())
                .isEqualTo(504);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "soon", "+5", "5, 6", "0x10", ""})
    void whatIsNoBudgetChangesNothing(String value) throws Exception {
        WebApplication shop = shop(ENFORCE);
        double before = shop.count("hopguard.inbound.requests", "budget", "malformed");
        assertThat(shop.get("/orders", BUDGET, value).statusCode()).isEqualTo(200);
        assertThat(shop.toldBehind()).isGreaterThan(UNBOUNDED);
        assertThat(shop.count("hopguard.inbound.requests", "budget", "malformed"))
                .isEqualTo(before + 1);
    }

    @Test
    void theConfiguredHeadersAreReadAndTheShortestHolds() throws Exception {
        try (WebApplication shop =
                shop(ENFORCE, "hopguard.inbound.headers=grpc-timeout, expect-within, x-envoy-expected-rq-timeout-ms")) {
            shop.get("/orders", "grpc-timeout", "5S", "Expect-Within", "7.5", "Expect-Within", "9");
            assertThat(shop.toldBehind()).isBetween(1L, 4990L);
            shop.get("/orders", "Expect-Within", "7.5", "Expect-Within", "6");
            assertThat(shop.toldBehind()).isBetween(1L, 5990L);
            shop.get("/orders", "x-envoy-expected-rq-timeout-ms", "4000");
            assertThat(shop.toldBehind()).isBetween(1L, 3990L);
            shop.get("/orders", BUDGET, "4000");
            assertThat(shop.toldBehind()).isGreaterThan(UNBOUNDED);
        }
    }

    @Test
    void longerBudgetsCountAsTheLongestAllowed() throws Exception {
        WebApplication shop = shop(ENFORCE, "hopguard.inbound.max=6s");
        shop.get("/orders", BUDGET, "99999999999999999999");
        assertThat(shop.toldBehind()).isBetween(1L, 5990L);
        shop.get("/orders", BUDGET, "5000");
        assertThat(shop.toldBehind()).isBetween(1L, 4990L);
    }

    @Test
    void theFilterComesAheadOfOthersUnlessToldOtherwise() throws Exception {
        WebApplication shop = shop(ENFORCE);
        assertThat(shop.get("/looked", BUDGET, "5000").body()).isEqualTo("true");
        WebApplication later = shop(ENFORCE, "hopguard.inbound.order=1");
        assertThat(later.get("/looked", BUDGET, "5000").body()).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hopguard.inbound.enabled=false", "hopguard.enabled=false"})
    void itCanBeSwitchedOff(String property) throws Exception {
        try (WebApplication plain = new WebApplication(Empty.class, ScriptedServer.ok("fine"), ENFORCE, property)) {
            assertThat(plain.get("/nothing", BUDGET, "0").statusCode()).isEqualTo(404);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Empty {}

    private static void assumePropagateContext() {
        assumeThat(SpringBootVersion.getVersion())
                .as("spring.task.execution.propagate-context came with Spring Boot 4.1")
                .doesNotStartWith("4.0.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/async", "/callable"})
    void contextPropagationCarriesItToOtherThreads(String path) throws Exception {
        assumePropagateContext();
        WebApplication shop = shop(ENFORCE, "spring.task.execution.propagate-context=true");
        assertThat(shop.get(path, BUDGET, "5000").body()).endsWith("fine");
        assertThat(shop.toldBehind()).isBetween(1L, 4990L);
        shop.get(path);
        assertThat(shop.toldBehind()).isGreaterThan(UNBOUNDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/async", "/callable"})
    @EnabledForJreRange(
            min = JRE.JAVA_21,
            disabledReason = "virtual threads came with Java 21; the strict profile runs this on JDK 25")
    void virtualThreadsKeepToIt(String path) throws Exception {
        assumePropagateContext();
        WebApplication shop =
                shop(ENFORCE, "spring.threads.virtual.enabled=true", "spring.task.execution.propagate-context=true");
        assertThat(shop.get("/thread").body()).contains("VirtualThread");
        assertThat(shop.get(path, BUDGET, "5000").body()).endsWith("fine");
        assertThat(shop.toldBehind()).isBetween(1L, 4990L);
    }

    @Test
    void theThreadIsCleanAfterwards() throws Exception {
        WebApplication shop = shop(ENFORCE, "server.tomcat.threads.max=1", "server.tomcat.threads.min-spare=1");
        ListAppender<ILoggingEvent> lines = logged();
        assertThat(shop.get("/forgetful", BUDGET, "5000").statusCode()).isEqualTo(200);
        assertThat(shop.get("/thread").body()).endsWith(" null");
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("a request left a DeadlineScope open, which has been closed");
    }
}
