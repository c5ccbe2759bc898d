package io.hopguard.spring;

import static io.hopguard.spring.PropertyEffect.effect;
import static io.hopguard.spring.ScriptedServer.response;

import io.hopguard.client.ResilientClient;
import java.util.List;

/** Properties of the way to the server: connections, proxies, TLS, hops. */
final class RouteEffects {
    private static final String OK = response(200, "", "fine");
    private static final String TRUST = "tls.trust=${files}/trusted.p12";
    private static final String TRUST_PASSWORD = "tls.trust-password=" + TestKeys.PASSWORD;

    private RouteEffects() {}

    static List<PropertyEffect> connections() {
        return List.of(
                effect("connections.time-to-live=1ms")
                        .server(OK)
                        .doing(RouteEffects::twiceWithTime)
                        .connections(2),
                effect("connections.keep-alive=1ms")
                        .server(OK)
                        .doing(RouteEffects::twiceWithTime)
                        .connections(2),
                effect("connections.validate-after-idle=0")
                        .with("retry.max-attempts=1")
                        .server(OK, "close")
                        .doing((client, rig) -> {
                            rig.get(client);
                            rig.awaitClosed();
                            rig.get(client);
                        })
                        .endsLast("fine"),
                effect("connections.max-per-target=1")
                        .with("retry.max-attempts=1", "bulkhead.enabled=false")
                        .server("hold 5000", OK)
                        .doing((client, rig) -> rig.overlapping(client))
                        .ends("pool_exhausted"),
                effect("connections.max-total=1")
                        .with("retry.max-attempts=1", "bulkhead.enabled=false", "connections.max-per-target=1")
                        .anywhere()
                        .server("hold 5000", OK)
                        .doing((client, rig) ->
                                rig.overlapping(client, "http://127.0.0.1:${port}/orders/1", "${other}/orders/2"))
                        .ends("pool_exhausted"));
    }

    private static void twiceWithTime(ResilientClient client, EffectRig rig) throws Exception {
        rig.get(client);
        rig.letTimePass();
        rig.get(client);
    }

    static List<PropertyEffect> proxies() {
        String proxy = "proxy.uri=http://127.0.0.1:${port}";
        String target = "base-uri=http://unknown.invalid";
        return List.of(
                effect(proxy).with(target).server(OK).sent("GET http://unknown.invalid/orders/42 "),
                effect("proxy.user=u")
                        .with(target, proxy, "proxy.password=p")
                        .server(OK)
                        .sent("Proxy-Authorization: Basic dTpw\r\n")
                        .needed(),
                effect("proxy.password=p")
                        .with(target, proxy, "proxy.user=u")
                        .server(OK)
                        .sent("Proxy-Authorization: Basic dTpw\r\n"),
                effect("proxy.no-proxy=127.0.0.1")
                        .with("proxy.uri=http://127.0.0.1:1")
                        .server(OK)
                        .requests(1),
                effect("proxy.enabled=false")
                        .with("hopguard.defaults.proxy.uri=http://127.0.0.1:1")
                        .server(OK)
                        .requests(1),
                effect("proxy.warn-only=true")
                        .with(target, proxy)
                        .guarded()
                        .server(OK)
                        .sent("GET http://unknown.invalid/orders/42 "));
    }

    static List<PropertyEffect> tls() {
        String key = "tls.key=${files}/client.p12";
        String password = "tls.key-password=" + TestKeys.PASSWORD;
        String peer = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${peer}";
        return List.of(
                effect(TRUST).with(TRUST_PASSWORD).overTls().server(OK).ends("fine"),
                effect(TRUST_PASSWORD).with(TRUST).overTls().server(OK).ends("fine"),
                effect("tls.trust-also=${files}/trusted.p12")
                        .with("tls.trust-also-password=" + TestKeys.PASSWORD)
                        .overTls()
                        .server(OK)
                        .ends("fine"),
                effect("tls.trust-also-password=" + TestKeys.PASSWORD)
                        .with("tls.trust-also=${files}/trusted.p12")
                        .overTls()
                        .server(OK)
                        .ends("fine"),
                effect(key)
                        .with(TRUST, TRUST_PASSWORD, password)
                        .overTls()
                        .server(peer, "close")
                        .ends("CN=client"),
                effect(password)
                        .with(TRUST, TRUST_PASSWORD, key)
                        .overTls()
                        .server(peer, "close")
                        .ends("CN=client"),
                effect("tls.certificates=${files}/chain.pem")
                        .with(TRUST, TRUST_PASSWORD, "tls.key=${files}/key.pem")
                        .overTls()
                        .server(peer, "close")
                        .ends("CN=client"),
                effect("tls.min-version=tls-1-3")
                        .with(TRUST, TRUST_PASSWORD)
                        .overTls()
                        .server(OK)
                        .ends("tls"),
                effect("tls.reload-every=0")
                        .with("tls.trust=${files}/changing.p12", TRUST_PASSWORD)
                        .overTls()
                        .server(OK)
                        .doing(RouteEffects::whileTheTrustChanges)
                        .endsLast("fine"),
                effect("ssl-bundle=inner")
                        .with(
                                "spring.ssl.bundle.jks.inner.truststore.location=file:${files}/trusted.p12",
                                "spring.ssl.bundle.jks.inner.truststore.password=" + TestKeys.PASSWORD,
                                "spring.ssl.bundle.jks.inner.truststore.type=PKCS12")
                        .overTls()
                        .server(OK)
                        .ends("fine"));
    }

    /** The file has the wrong certificate first; {@link TestKeys} makes it so. */
    private static void whileTheTrustChanges(ResilientClient client, EffectRig rig) throws Exception {
        rig.get(client);
        TestKeys.copy("trusted.p12", "changing.p12");
        rig.get(client);
        TestKeys.copy("others.p12", "changing.p12");
    }

    static List<PropertyEffect> hops() {
        String[] alb = {"hops[0].name=alb", "hops[0].timeout=9s"};
        return List.of(
                effect("hops[0].name=alb")
                        .with("hops[0].timeout=9s")
                        .server(OK)
                        .ends("fine")
                        .needed(),
                effect("hops[0].timeout=60s")
                        .with("hops[0].name=alb")
                        .server(OK)
                        .told(1, "WARN .*alb is 60 s")
                        .needed(),
                effect("hops[0].keep-alive=10s").with(alb).server(OK).told(1, "WARN .*alb.keepAlive is 10 s"),
                effect("hops-warn-only=true")
                        .with(alb)
                        .with("hops[1].name=nginx", "hops[1].timeout=30s")
                        .server(OK)
                        .told(1, "WARN .*nginx is 30 s"));
    }
}
