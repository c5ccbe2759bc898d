package io.hopguard.examples.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether somebody is looking. In doubt nobody is. */
final class Interactivity {
    private Interactivity() {}

    /** Whether standard output and standard error are a terminal. */
    static boolean isTerminal() {
        return isTerminal(System.console()) && !isRedirected(Path.of("/proc/self/fd/2"));
    }

    /** Whether that terminal shows colours, and the user has not declined them (no-color.org). */
    static boolean allowsColour() {
        String term = System.getenv("TERM");
        return System.getenv("NO_COLOR") == null && term != null && !term.equals("dumb");
    }

    /** Some JDKs since 22 have a console even where there is no terminal, and a method that says so. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // Before 22 there is a console only where there is a terminal.
            return true;
        }
    }

    /** A console is about standard input and output; Linux tells where standard error leads. */
    private static boolean isRedirected(Path descriptor) {
        try {
            return Files.isSymbolicLink(descriptor)
                    && !Files.readSymbolicLink(descriptor).toString().matches("/dev/(pts/.*|tty.*|console)");
        } catch (IOException e) {
            return true;
        }
    }
}
