package io.hopguard.benchmarks;

import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnoser;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Facts;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the facts of a failed attempt to its diagnosis. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DiagnosisBenchmark {
    private static final String PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
            + "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n";

    private final Diagnoser diagnoser = Diagnoser.standard();
    private final Facts ofNginx = Facts.of(Facts.Ending.ANSWERED)
            .status(502, "Bad Gateway")
            .field("Server", "nginx/1.24.0")
            .field("Date", "Sat, 21 Nov 2026 12:00:00 GMT")
            .field("Content-Type", "text/html")
            .field("Content-Length", "157")
            .body(PAGE.getBytes(StandardCharsets.US_ASCII))
            .elapsedNanos(2_000_000)
            .build();
    private final Facts ofAnApplication = Facts.of(Facts.Ending.ANSWERED)
            .status(500, "")
            .field("Content-Type", "application/json")
            .body("{\"error\":\"no such customer\"}".getBytes(StandardCharsets.US_ASCII))
            .build();
    private final Facts noAnswer = Facts.of(Facts.Ending.NO_RESPONSE)
            .elapsedNanos(3_000_000_000L)
            .observed(Cause.RESPONSE_TIMEOUT)
            .build();

    @Benchmark
    public Diagnosis pageOfAGateway() {
        return diagnoser.diagnose(ofNginx);
    }

    @Benchmark
    public Diagnosis errorOfAnApplication() {
        return diagnoser.diagnose(ofAnApplication);
    }

    @Benchmark
    public Diagnosis noAnswerInTime() {
        return diagnoser.diagnose(noAnswer);
    }
}
