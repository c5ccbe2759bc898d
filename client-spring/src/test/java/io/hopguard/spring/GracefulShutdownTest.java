package io.hopguard.spring;

import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.ClientClosedException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application that stops while it answers: first the web server, then the clients. */
class GracefulShutdownTest {
    @RestController
    static class Stock {
        private final ResilientClient stock;

        Stock(@Qualifier("stock") ResilientClient stock) {
            this.stock = stock;
        }

        /** The second call begins when the server has long been told to stop. */
        @GetMapping("/stock")
        String stock() {
            return stock.get("/slow").fetch(String.class) + " "
                    + stock.get("/quick").fetch(String.class);
        }
    }

    @Import(Stock.class)
    static class Shop {}

    private static boolean isRefused(WebApplication shop) {
        try {
            return shop.get("/none").statusCode() == 503;
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRequestUnderWayIsAnsweredWithAllTheCallsThatItMakes() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        ScriptedServer behind = new ScriptedServer(c -> {
            for (String asked = c.request(); asked != null; asked = c.request()) {
                if (asked.startsWith("GET /slow")) {
                    reached.countDown();
                    answer.await(20, TimeUnit.SECONDS);
                }
                c.send(response(200, "", "fine"));
            }
        });
        try (WebApplication shop = new WebApplication(Shop.class, behind, "server.shutdown=graceful")) {
            ResilientClient stock = shop.context.getBean("stock", ResilientClient.class);
            CompletableFuture<HttpResponse<String>> request = CompletableFuture.supplyAsync(() -> {
                try {
                    return shop.get("/stock");
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(shop.context::close);
            for (int i = 0; i < 2_000 && !isRefused(shop); i++) {
                Thread.sleep(5);
            }
            assertThat(isRefused(shop)).isTrue();
            assertThat(stopping).isNotDone();
            answer.countDown();
            HttpResponse<String> answered = request.get(20, TimeUnit.SECONDS);
            assertThat(answered.statusCode()).isEqualTo(200);
            assertThat(answered.body()).isEqualTo("fine fine");
            stopping.get(30, TimeUnit.SECONDS);
            assertThatThrownBy(() -> stock.get("/quick").send()).isInstanceOf(ClientClosedException.class);
        }
    }
}
