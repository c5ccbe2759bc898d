package io.hopguard.benchmarks.peer;

import com.linecorp.armeria.client.BlockingWebClient;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.WebClientBuilder;
import com.linecorp.armeria.client.circuitbreaker.CircuitBreaker;
import com.linecorp.armeria.client.circuitbreaker.CircuitBreakerClient;
import com.linecorp.armeria.client.circuitbreaker.CircuitBreakerRule;
import com.linecorp.armeria.client.metric.MetricCollectingClient;
import com.linecorp.armeria.client.retry.RetryRule;
import com.linecorp.armeria.client.retry.RetryingClient;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.metric.MeterIdPrefixFunction;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.UnaryOperator;

/** Armeria, bare or with its decorators; over HTTP/1.1, as nobody can be asked first whether it speaks HTTP/2. */
final class ArmeriaPeer implements Peer {
    private static final RequestHeaders GET =
            RequestHeaders.of(HttpMethod.GET, PATH, HttpHeaderNames.ACCEPT, MediaType.JSON);
    private static final RequestHeaders POST = RequestHeaders.of(
            HttpMethod.POST,
            PATH,
            HttpHeaderNames.ACCEPT,
            MediaType.JSON,
            HttpHeaderNames.CONTENT_TYPE,
            MediaType.JSON);

    private final ClientFactory factory =
            ClientFactory.builder().meterRegistry(new SimpleMeterRegistry()).build();
    private final BlockingWebClient client;

    private ArmeriaPeer(String url, UnaryOperator<WebClientBuilder> decorated) {
        WebClientBuilder builder =
                WebClient.builder(url.replaceFirst("^http:", "h1c:")).factory(factory);
        this.client = decorated.apply(builder).build().blocking();
    }

    static Peer bare(String url) {
        return new ArmeriaPeer(url, builder -> builder);
    }

    /** Its defaults: up to 10 attempts from 200 ms apart, within 15 s; each attempt through the breaker, each call measured. */
    static Peer decorated(String url) {
        return new ArmeriaPeer(
                url,
                builder -> builder.decorator(CircuitBreakerClient.newDecorator(
                                CircuitBreaker.of("orders"),
                                CircuitBreakerRule.of(
                                        CircuitBreakerRule.onServerErrorStatus(), CircuitBreakerRule.onException())))
                        .decorator(RetryingClient.newDecorator(RetryRule.failsafe()))
                        .decorator(MetricCollectingClient.newDecorator(MeterIdPrefixFunction.ofDefault("orders"))));
    }

    @Override
    public byte[] get() {
        return client.execute(GET).content().array();
    }

    @Override
    public byte[] post(byte[] json) {
        return client.execute(POST, json).content().array();
    }

    @Override
    public void close() {
        factory.close();
    }
}
