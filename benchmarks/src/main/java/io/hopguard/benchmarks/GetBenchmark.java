package io.hopguard.benchmarks;

import io.hopguard.client.ResilientClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One GET of 73 bytes over a kept loopback connection: Hopguard with everything on, beside bare HttpClient 5. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
public class GetBenchmark {
    private LoopbackServer server;
    private ResilientClient hopguard;
    private CloseableHttpClient bare;
    private String url;

    @Setup
    public void open() throws IOException {
        server = new LoopbackServer();
        url = server.url() + "/orders/42";
        hopguard = ResilientClient.builder()
                .baseUri(server.url())
                .meterRegistry(new SimpleMeterRegistry())
                .build();
        bare = HttpClients.createDefault();
    }

    @TearDown
    public void close() throws IOException {
        hopguard.close();
        bare.close();
        server.close();
    }

    @Benchmark
    public byte[] hopguard() {
        return hopguard.get("/orders/{id}", 42).fetch(byte[].class);
    }

    @Benchmark
    public byte[] bareHttpClient() throws IOException {
        return bare.execute(new HttpGet(url), response -> EntityUtils.toByteArray(response.getEntity()));
    }
}
