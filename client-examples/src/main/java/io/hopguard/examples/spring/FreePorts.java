package io.hopguard.examples.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Chooses the ports of the service and of nginx before the clients are made, where {@code --shop.upstream-port} and
 * {@code --shop.nginx-port} do not. In an application of one's own
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
            ConfigurableEnvironment environment = context.getEnvironment();
            int upstreamPort = given(environment, "shop.upstream-port", upstream);
            int nginxPort = given(environment, "shop.nginx-port", nginx);
            Map<String, Object> ports = Map.of(
                    "shop.upstream-port",
                    upstreamPort,
                    "shop.nginx-port",
                    nginxPort,
                    "shop.orders-uri",
                    "http://127.0.0.1:" + (behindNginx(environment) ? nginxPort : upstreamPort));
            environment.getPropertySources().addLast(new MapPropertySource("freePorts", ports));
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }

    private static int given(Environment environment, String property, ServerSocket otherwise) {
        return environment.getProperty(property, Integer.class, otherwise.getLocalPort());
    }

    private static ServerSocket any() throws IOException {
        return new ServerSocket(0, 1, loopback());
    }

    /** Where nginx listens, also where the loopback address that Java would choose is {@code ::1}. */
    static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByName("127.0.0.1");
    }
}
