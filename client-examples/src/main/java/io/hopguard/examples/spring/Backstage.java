package io.hopguard.examples.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** What a shop would not bring along: the service that it asks, and the nginx before it. Starts first and stops last. */
@Component
class Backstage implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Backstage.class);

    private final int upstreamPort;
    private final int nginxPort;
    private final boolean wanted;
    private volatile @Nullable Upstream upstream;
    private volatile @Nullable Nginx nginx;

    Backstage(
            @Value("${shop.upstream-port}") int upstreamPort,
            @Value("${shop.nginx-port}") int nginxPort,
            @Value("${shop.nginx:true}") boolean wanted) {
        this.upstreamPort = upstreamPort;
        this.nginxPort = nginxPort;
        this.wanted = wanted;
    }

    Upstream upstream() {
        if (upstream == null) {
            throw new IllegalStateException("not started");
        }
        return upstream;
    }

    /** Whether there is a gateway on the way. */
    boolean behindNginx() {
        return nginx != null;
    }

    @Override
    public void start() {
        upstream = new Upstream(upstreamPort);
        try {
            upstream.become(Condition.WELL);
            String program = Nginx.program();
            if (wanted && program != null) {
                nginx = Nginx.start(program, nginxPort, upstreamPort);
                LOG.info("{} at port {} stands before the service at port {}", program, nginxPort, upstreamPort);
            } else {
                String why = wanted ? "nginx is not installed" : "shop.nginx is false";
                LOG.warn("{}: orders are asked for directly, at port {}", why, upstreamPort);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while nginx started", e);
        }
    }

    @Override
    public void stop() {
        if (nginx != null) {
            nginx.close();
            nginx = null;
        }
        if (upstream != null) {
            upstream.close();
            upstream = null;
        }
    }

    @Override
    public boolean isRunning() {
        return upstream != null;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
