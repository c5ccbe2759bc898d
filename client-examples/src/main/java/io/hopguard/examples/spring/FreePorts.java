package io.hopguard.examples.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Chooses the ports of the service and of nginx before the clients are made. In an application of one's own
 * {@code hopguard.clients.orders.base-uri} is a fixed address, and there is nothing of this kind.
 */
final class FreePorts implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** {@code --shop.nginx=false} asks the service directly, also where nginx is installed. */
    static boolean behindNginx(Environment environment) {
        return environment.getProperty("shop.nginx", Boolean.class, true) && Nginx.program() != null;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try (ServerSocket upstream = any();
                ServerSocket nginx = any()) {
            boolean behindNginx = behindNginx(context.getEnvironment());
            int entrance = behindNginx ? nginx.getLocalPort() : upstream.getLocalPort();
            Map<String, Object> ports = Map.of(
                    "shop.upstream-port",
                    upstream.getLocalPort(),
                    "shop.nginx-port",
                    nginx.getLocalPort(),
                    "shop.orders-uri",
                    "http://127.0.0.1:" + entrance);
            context.getEnvironment().getPropertySources().addLast(new MapPropertySource("freePorts", ports));
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }

    private static ServerSocket any() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
