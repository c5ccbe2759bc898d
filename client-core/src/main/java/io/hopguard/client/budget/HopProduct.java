package io.hopguard.client.budget;

import java.util.Locale;
import java.util.regex.Pattern;

/** What an operator knows about a hop from its name: the directives, and what happens when it gives up. */
enum HopProduct {
    GUNICORN("gunicorn", true, 502, "--timeout", "--keep-alive"),
    UNICORN("unicorn", true, 502, "timeout", "the keep-alive time"),
    UWSGI("uwsgi", true, 502, "harakiri", "http-keepalive"),
    NGINX("nginx", false, 504, "proxy_read_timeout", "keepalive_timeout"),
    HAPROXY("haproxy", false, 504, "timeout server", "timeout http-keep-alive"),
    ENVOY("envoy", false, 504, "the route's timeout", "idle_timeout"),
    CLOUDFLARE("cloudflare", false, 524, "Proxy Read Timeout", "the idle timeout"),
    CLOUDFRONT("cloudfront", false, 504, "OriginReadTimeout", "OriginKeepaliveTimeout"),
    APACHE("apache|httpd", false, 502, "ProxyTimeout", "KeepAliveTimeout"),
    ALB("(?<![a-z])alb(?![a-z])", false, 504, "idle_timeout.timeout_seconds", "idle_timeout.timeout_seconds"),
    OTHER("", false, 504, "the timeout", "the idle timeout");

    private final Pattern name;
    private final boolean worker;
    private final int status;
    private final String patienceDirective;
    private final String keepAliveDirective;

    HopProduct(String name, boolean worker, int status, String patienceDirective, String keepAliveDirective) {
        this.name = Pattern.compile(name);
        this.worker = worker;
        this.status = status;
        this.patienceDirective = patienceDirective;
        this.keepAliveDirective = keepAliveDirective;
    }

    /** The first whose name is part of the hop's; those that contain another's come before it. */
    static HopProduct of(String hopName) {
        String lower = hopName.toLowerCase(Locale.ROOT);
        for (HopProduct product : values()) {
            if (product.name.matcher(lower).find()) {
                return product;
            }
        }
        return OTHER;
    }

    /** What the hop does when its patience ends, and what the caller sees of it. */
    String givingUp() {
        return worker ? "kills its worker: the caller sees a " + status + " or a reset" : "answers " + status;
    }

    String patienceDirective() {
        return patienceDirective;
    }

    String keepAliveDirective() {
        return keepAliveDirective;
    }
}
