package io.hopguard.examples.demo;

import java.io.Console;

/** Tells whether somebody watches. */
final class Terminal {
    private Terminal() {}

    /** Whether the program talks to a terminal. From JDK 22 on there may be a console without one, and it says so. */
    static boolean isThere() {
        Console console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
