package io.hopguard.examples.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with the arguments, instead of picocli's message followed by the whole usage. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Terminal.printable("hopguard: " + message(error)));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE.number();
    }

    /** What could not be matched is not shown: after -H without quotes it is a part of the header's value. */
    private static String message(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            return unmatched.getUnmatched().size()
                    + " argument(s) too many; put a value that has spaces in quotes, as in -H 'Name: value'";
        }
        return String.valueOf(error.getMessage());
    }
}
