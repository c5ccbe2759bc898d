package io.hopguard.client.internal.observe;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions behind a failure, by their classes. What they say is shown only of those in which the JDK tells of the
 * network: any other message may quote a secret.
 */
public final class CauseWords {
    private static final int MAX_DEPTH = 5;
    private static final int MAX_MESSAGE = 120;
    private static final List<Class<?>> NETWORK =
            List.of(SocketException.class, SocketTimeoutException.class, SSLException.class, EOFException.class);
    private static final List<String> JDK = List.of("java.", "javax.", "sun.", "jdk.");

    private CauseWords() {}

    /** As {@code IllegalStateException < ConnectException (Connection refused)}; null where there is no cause. */
    static @Nullable String of(Throwable failure, UnaryOperator<String> redaction) {
        List<String> words = new ArrayList<>();
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            words.add(name(cause) + message(cause, redaction));
            cause = cause.getCause();
        }
        return words.isEmpty() ? null : String.join(" < ", words);
    }

    /** One exception, as {@code java.net.ConnectException (Connection refused)}. */
    public static String line(Throwable cause, UnaryOperator<String> redaction) {
        return cause.getClass().getName() + message(cause, redaction);
    }

    private static String name(Throwable cause) {
        String simple = cause.getClass().getSimpleName();
        return simple.isEmpty() ? cause.getClass().getSuperclass().getSimpleName() : simple;
    }

    private static String message(Throwable cause, UnaryOperator<String> redaction) {
        String message = cause.getMessage();
        if (message == null || NETWORK.stream().noneMatch(type -> type.isInstance(cause)) || !isOfTheJdk(cause)) {
            return "";
        }
        String shown = LogWords.printable(redaction.apply(message), MAX_MESSAGE);
        return shown.isEmpty() ? "" : " (" + shown + ")";
    }

    /** Anybody can throw a SocketException with words of his own. */
    private static boolean isOfTheJdk(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return trace.length > 0
                && JDK.stream().anyMatch(start -> trace[0].getClassName().startsWith(start));
    }
}
