package io.hopguard.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Hands out orders that it asks another service for, through Hopguard as {@code application.yaml} sets it up. Brings that
 * service and the nginx before it along.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopApplication {
    ShopApplication() {}

    /**
     * Starts it at http://localhost:8080, or at {@code --server.port}.
     *
     * @param args properties of Spring Boot
     */
    public static void main(String... args) {
        SpringApplication application = new SpringApplication(ShopApplication.class);
        application.addInitializers(new FreePorts());
        application.run(args);
    }
}
