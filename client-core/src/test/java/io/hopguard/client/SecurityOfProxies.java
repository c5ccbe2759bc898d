package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.policy.ProxyEnvironment;
import io.hopguard.client.wire.Certificates;
import io.hopguard.client.wire.ForwardProxy;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** What is a proxy's must not reach another one, and what is not for a proxy must not reach any. */
final class SecurityOfProxies {
    private static final String ONE = "one:s3cret01";
    private static final String TWO = "two:s3cret02";

    private SecurityOfProxies() {}

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String with(String pair, ForwardProxy proxy) {
        return proxy.url().replace("://", "://" + pair + "@");
    }

    private static String named(RawServer server, String scheme) {
        return scheme + "://api.test" + server.url().substring(server.url().lastIndexOf(':')) + "/";
    }

    /** A redirect takes the same call from one proxy to the other. */
    static void eachProxyGetsItsOwnCredentialsOnly() throws Exception {
        Certificates.Made made = Certificates.with().dns("api.test").make();
        SSLContext tls = made.context(made.certificate());
        List<String> arrived = new CopyOnWriteArrayList<>();
        List<String> locations = new CopyOnWriteArrayList<>();
        RawServer.Script redirecting = c -> {
            for (String request = c.request(); request != null; request = c.request()) {
                arrived.add(request);
                if (arrived.size() <= locations.size()) {
                    c.send("HTTP/1.1 302 X\r\nLocation: " + locations.get(arrived.size() - 1)
                            + "\r\nContent-Length: 0\r\n\r\n");
                } else {
                    c.respond(200, "landed");
                }
            }
        };
        try (ForwardProxy one = new ForwardProxy(basic(ONE));
                ForwardProxy two = new ForwardProxy(basic(TWO));
                RawServer plain = new RawServer(redirecting);
                RawServer secure = new RawServer(
                        tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                        redirecting);
                ResilientClient client = ResilientClient.builder()
                        .sslContext(tls)
                        .redirects(r -> r.crossOrigin(true))
                        .proxy(p -> ProxyEnvironment.of(
                                p, Map.of("http_proxy", with(ONE, one), "https_proxy", with(TWO, two))))
                        .build()) {
            locations.add(named(secure, "https"));
            assertThat(client.get(named(plain, "http")).fetch(String.class)).isEqualTo("landed");
            assertThat(client.get(named(plain, "http")).fetch(String.class)).isEqualTo("landed");
            assertThat(one.seen()).hasSize(2).allMatch(request -> said(request).equals(List.of(basic(ONE))));
            assertThat(two.seen()).hasSize(1).allMatch(request -> said(request).equals(List.of(basic(TWO))));
            assertThat(arrived).hasSize(3).allMatch(request -> said(request).isEmpty());
        }
    }

    /** Every value that looks like credentials, wherever it stands. */
    private static List<String> said(String request) {
        return request.lines()
                .filter(line -> line.contains("Basic "))
                .map(line -> line.substring(line.indexOf("Basic ")))
                .toList();
    }

    static void noProxyKnowsAnIpv4AddressWrittenAsIpv6() throws IOException {
        for (String list : List.of("127.0.0.1", "127.0.0.0/8", "a.test,::ffff:127.0.0.1")) {
            try (ForwardProxy proxy = new ForwardProxy();
                    RawServer server = new RawServer(c -> {
                        c.request();
                        c.respond(200, "direct");
                    });
                    ResilientClient client = ResilientClient.builder()
                            .proxy(p -> ProxyEnvironment.of(p, Map.of("http_proxy", proxy.url(), "NO_PROXY", list)))
                            .build()) {
                String url = server.url().replace("127.0.0.1", "[::ffff:7f00:1]");
                assertThat(client.get(url).fetch(String.class)).isEqualTo("direct");
                assertThat(proxy.connections()).isZero();
            }
        }
    }
}
