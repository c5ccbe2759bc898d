package io.hopguard.examples.cli;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.extend.CallListener;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hopguard get}: one resilient call against anything, or one for each line of standard input. */
@Command(
        name = "get",
        description = {
            "Makes one resilient call and tells its story.",
            "The body goes to standard output; each attempt, each wait and the story at the end go to standard error."
        },
        mixinStandardHelpOptions = true,
        versionProvider = HopguardCli.ManifestVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes (with URL -: that of the last call that failed, 0 if none did):%n",
        exitCodeList = {
            "0:the final status was 2xx",
            "1:anything else, for example the circuit breaker was open",
            "2:usage: an option, the URL, a header or the file of -d is wrong",
            "7:no connection: refused, unreachable, unknown host, TLS",
            "22:the final status was not 2xx",
            "28:the deadline (--timeout) passed",
            "56:the connection was lost, or the response was malformed, truncated or too large",
            "130:interrupted (Ctrl-C)"
        })
final class GetCommand implements Callable<Integer> {
    private static final String STDIN = "-";
    private static final CallListener SILENT = new CallListener() {};

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "URL",
            description = "What to call, with http:// or https://. With - one URL a line is read from standard input;"
                    + " blank lines and lines that start with # are skipped.")
    private String url = "";

    @Mixin
    private final RequestOptions request = new RequestOptions();

    @Mixin
    private final ClientOptions how = new ClientOptions();

    @Option(
            names = "--json",
            description = "Print one line of JSON for each call on standard output, and nothing else there."
                    + " The values of cookies that are set are left out.")
    private boolean json;

    GetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean lines = url.equals(STDIN);
        if (lines && request.readsStdin()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "the URLs (-) and the body (-d @-) cannot both come from standard input");
        }
        WarmUp.once();
        Reporter reporter = json ? new JsonReporter(terminal) : new StoryReporter(terminal);
        try (ResilientClient client = how.open(json ? SILENT : new ProgressListener(terminal))) {
            ExitCode code = lines
                    ? UrlLines.each(terminal.in(), each -> make(client, each, reporter))
                    : make(client, url, reporter);
            return code.number();
        }
    }

    private ExitCode make(ResilientClient client, String target, Reporter reporter) {
        return CtrlC.interrupts(() -> {
            CallOutcome outcome = CallOutcome.of(
                    target, request.method(), request.accept(), () -> request.send(client, target, terminal.in()));
            reporter.report(outcome);
            return ExitCode.of(outcome.failure());
        });
    }
}
