package io.hopguard.benchmarks.suite;

import io.hopguard.benchmarks.peer.GuardBenchmark;
import io.hopguard.benchmarks.peer.PeerBenchmark;
import io.hopguard.benchmarks.peer.PeerKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one fork after the other and gathers what JMH says of each. */
final class Forks {
    private static final List<String> QUIET_AND_ALIKE =
            List.of("-Xms512m", "-Xmx512m", "-Dslf4j.internal.verbosity=ERROR");
    private static final List<String> QUIET_OWN =
            JavaProgram.quietly(Runtime.version().toString());

    private final List<RunResult> results = new ArrayList<>();
    private final Plan.Lengths lengths;
    private final String serverUrl;
    private final @Nullable Path virtualJava;
    private final List<String> quietVirtual;

    /**
     * Forks that call this server.
     *
     * @param virtualJava what runs the forks that need virtual threads
     */
    Forks(Plan.Lengths lengths, String serverUrl, @Nullable Path virtualJava) throws IOException, InterruptedException {
        this.lengths = lengths;
        this.serverUrl = serverUrl;
        this.virtualJava = virtualJava;
        this.quietVirtual = virtualJava == null ? List.of() : JavaProgram.quietly(JavaProgram.version(virtualJava));
    }

    void run(Mode mode, PeerKind peer) throws RunnerException {
        List<String> arguments = new ArrayList<>();
        arguments.add("-D" + PeerBenchmark.SERVER + "=" + serverUrl);
        ChainedOptionsBuilder options = options(PeerBenchmark.class, mode.benchmark())
                .param("peer", peer.name())
                .threads(mode.threads());
        if (mode.virtual() && virtualJava != null) {
            options.jvm(virtualJava.toString());
            arguments.addAll(quietVirtual);
            arguments.add("-Djmh.executor=VIRTUAL");
        } else {
            arguments.addAll(QUIET_OWN);
        }
        run(options, arguments);
    }

    /** What guards cost around nothing. */
    void runGuards() throws RunnerException {
        run(options(GuardBenchmark.class, ".*"), QUIET_OWN);
    }

    private ChainedOptionsBuilder options(Class<?> benchmarks, String method) {
        TimeValue length = TimeValue.milliseconds(lengths.iterationMillis());
        return new OptionsBuilder()
                .include("^" + benchmarks.getName() + "\\." + method + "$")
                .warmupIterations(lengths.warmUps())
                .warmupTime(length)
                .measurementIterations(lengths.measured())
                .measurementTime(length);
    }

    private void run(ChainedOptionsBuilder options, List<String> more) throws RunnerException {
        List<String> arguments = new ArrayList<>(QUIET_AND_ALIKE);
        arguments.addAll(more);
        results.addAll(new Runner(options.forks(1)
                        .jvmArgs(arguments.toArray(String[]::new))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run());
    }

    /** Writes all results up to now, so that a run that is broken off has not been in vain. */
    void write(Path json) {
        ResultFormatFactory.getInstance(ResultFormatType.JSON, json.toString()).writeOut(results);
    }
}
