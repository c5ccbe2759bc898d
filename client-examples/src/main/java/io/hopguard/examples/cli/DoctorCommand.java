package io.hopguard.examples.cli;

import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.examples.cli.Terminal.Colour;
import io.hopguard.examples.doctor.Checkup;
import io.hopguard.examples.doctor.HtmlPage;
import io.hopguard.examples.doctor.JsonPage;
import io.hopguard.examples.doctor.Lookup;
import io.hopguard.examples.doctor.Order;
import io.hopguard.examples.doctor.Report;
import io.hopguard.examples.doctor.TextPage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
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

/** {@code hopguard doctor}: the operator's checklist, from the name to the application. */
@Command(
        name = "doctor",
        description = {
            "Goes through an operator's checklist: name, addresses, TLS, request, hops, clocks, timeouts, keep-alive;",
            "then says what is most probably wrong, on what evidence, and what to do next.",
            "The report goes to standard output, progress to standard error. No secret is shown."
        },
        mixinStandardHelpOptions = true,
        versionProvider = HopguardCli.ManifestVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no check failed; some may be worth a look (WARN)",
            "1:trouble was found (FAIL), be it behind a good status, or the page of --html could not be written",
            "2:usage: an option, a URL, a header or the file of -d is wrong",
            "130:interrupted (Ctrl-C)"
        })
final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Lookup lookup;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "What is in trouble, with http:// or https://.")
    private String url = "";

    @Option(
            names = "--direct",
            paramLabel = "URL2",
            description = "The same resource without the gateway. It is examined too, and compared.")
    private @Nullable String direct;

    @Mixin
    private final RequestOptions request = new RequestOptions();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Durations.class,
            description = "The limit of each attempt: 500ms, 1.5s, 2m. Default: ${DEFAULT-VALUE}."
                    + " A timeout on the way shows itself only when this one is longer.")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(
            names = "--attempts",
            paramLabel = "N",
            converter = AttemptCount.class,
            description = "How often the request is sent, each time on a connection of its own and without retries."
                    + " Default: 3; 1 for methods that are not safe, such as POST.")
    private @Nullable Integer attempts;

    @Option(names = "--json", description = "Print one JSON object on one line, and nothing else, to standard output.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the report as a page, too. It is self-contained; an existing file is replaced.")
    private @Nullable String html;

    DoctorCommand(Terminal terminal, Lookup lookup) {
        this.terminal = terminal;
        this.lookup = lookup;
    }

    @Override
    public Integer call() {
        if (request.readsStdin()) {
            throw wrong("-d @- is not for doctor, which sends the body several times; give -d @FILE");
        }
        Path page = page();
        Order order = order();
        WarmUp.once();
        return CtrlC.interrupts(() -> examine(order, page)).number();
    }

    private ExitCode examine(Order order, @Nullable Path page) {
        Checkup checkup = new Checkup(
                order,
                (client, uri) -> request.send(client, uri.toString(), terminal.in()),
                lookup,
                words -> terminal.tell(Colour.DIM, words));
        try {
            Report report = checkup.run();
            print(report);
            return page != null && !written(report, page) || !report.healthy() ? ExitCode.OTHER : ExitCode.OK;
        } catch (InvalidRequestException e) {
            terminal.tell(Colour.RED, "hopguard: " + e.getMessage());
            return ExitCode.USAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            terminal.tell(Colour.RED, "hopguard: interrupted");
            return ExitCode.CANCELLED;
        }
    }

    private void print(Report report) {
        if (json) {
            terminal.write(JsonReporter.line(JsonPage.of(report)));
            return;
        }
        for (TextPage.Line line : TextPage.of(report)) {
            terminal.print(colour(line.tone()), line.text());
        }
    }

    private static @Nullable Colour colour(TextPage.Tone tone) {
        return switch (tone) {
            case PLAIN -> null;
            case GOOD -> Colour.GREEN;
            case NOTABLE -> Colour.YELLOW;
            case BAD -> Colour.RED;
            case QUIET -> Colour.DIM;
        };
    }

    private boolean written(Report report, Path page) {
        try {
            Files.write(page, HtmlPage.of(report).getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            terminal.tell(Colour.RED, "hopguard: --html: " + e);
            return false;
        }
    }

    private Order order() {
        URI other = direct == null ? null : uri("--direct", direct);
        try {
            return new Order(uri("URL", url), other, request.method(), request.accept(), attempts, timeout);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private URI uri(String what, String text) {
        try {
            return Urls.literal(text);
        } catch (InvalidRequestException e) {
            throw wrong(what.equals("URL") ? e.getMessage() : what + ": " + e.getMessage());
        }
    }

    /** Known before the work is done. */
    private @Nullable Path page() {
        try {
            Path page = html == null ? null : Path.of(html).toAbsolutePath();
            if (page != null && (Files.isDirectory(page) || !Files.isDirectory(page.resolveSibling("")))) {
                throw wrong("--html: '" + html + "' is not a file in a folder that exists");
            }
            return page;
        } catch (InvalidPathException e) {
            throw wrong("--html: '" + html + "' is not the name of a file");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
