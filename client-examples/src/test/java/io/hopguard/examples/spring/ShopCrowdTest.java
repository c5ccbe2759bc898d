package io.hopguard.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** With time enough for everybody on a busy machine. */
@SpringBootTest(
        classes = ShopApplication.class,
        useMainMethod = UseMainMethod.ALWAYS,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "shop.nginx=false",
            "server.tomcat.threads.max=50",
            "server.tomcat.threads.min-spare=50",
            "hopguard.clients.orders.timeouts.total=60s",
            "hopguard.clients.orders.timeouts.attempt=30s",
            "hopguard.clients.orders.timeouts.connect=30s",
            "hopguard.clients.orders.timeouts.lease=30s"
        })
class ShopCrowdTest {
    @Value("${local.server.port}")
    private int port;

    @Test
    void fiveHundredAtOnceAllHaveTheirOrders() throws Exception {
        Crowd crowd = new Crowd(new Shop(
                port,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()));
        Crowd.joined(crowd.ask()); // so that the pools of threads have their sizes
        crowd.awaitRest();
        long threads = Crowd.threads();

        assertThat(Crowd.joined(crowd.ask())).containsExactly(200);

        crowd.awaitRest();
        Shop.await("end of threads", () -> Crowd.threads() <= threads);
    }
}
