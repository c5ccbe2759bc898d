package io.hopguard.examples.cli;

import io.hopguard.client.policy.InvalidConfigurationException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line what went wrong around the calls, for example that standard output was closed. */
record UnforeseenErrors(Terminal terminal) implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        Throwable cause = error.getCause();
        Throwable shown = error instanceof UncheckedIOException && cause != null ? cause : error;
        terminal.tell(Terminal.Colour.RED, "hopguard: " + shown.getClass().getSimpleName() + ": " + shown.getMessage());
        ExitCode code = error instanceof InvalidConfigurationException ? ExitCode.USAGE : ExitCode.OTHER;
        return code.number();
    }
}
