package io.hopguard.client.internal.trace;

import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.internal.observe.CauseWords;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a trace is told of a failure. A span has the whole stack trace in it, and goes to more people than the exception that
 * the caller catches: of the exceptions behind it, it says the classes and the places, and no more of their words than a log line.
 */
final class ToldFailure {
    private static final int MAX_DEPTH = 5;

    private ToldFailure() {}

    static Throwable of(Throwable failure, UnaryOperator<String> redaction) {
        return failure instanceof HopguardException ours ? ours(ours, redaction, 0) : failure;
    }

    private static HopguardException ours(HopguardException failure, UnaryOperator<String> redaction, int depth) {
        FailureDetails known = failure.details();
        String summary = redaction.apply(known.summary());
        Throwable[] earlier = failure.getSuppressed();
        if (known.cause() == null && earlier.length == 0 && summary.equals(known.summary())) {
            return failure;
        }
        HopguardException told = failure.retold(known.toBuilder()
                .summary(summary)
                .cause(behind(known.cause(), redaction, depth + 1))
                .build());
        told.setStackTrace(failure.getStackTrace());
        for (Throwable one : earlier) {
            Throwable shown = behind(one, redaction, depth + 1);
            if (shown != null) {
                told.addSuppressed(shown);
            }
        }
        return told;
    }

    private static @Nullable Throwable behind(@Nullable Throwable cause, UnaryOperator<String> redaction, int depth) {
        if (cause == null || depth > MAX_DEPTH) {
            return null;
        }
        return cause instanceof HopguardException ours
                ? ours(ours, redaction, depth)
                : new Foreign(cause, redaction, behind(cause.getCause(), redaction, depth + 1));
    }

    /** Prints like the exception that it stands for, but for its message. */
    private static final class Foreign extends Exception {
        private static final long serialVersionUID = 1L;

        private final String line;

        Foreign(Throwable of, UnaryOperator<String> redaction, @Nullable Throwable cause) {
            super(null, cause);
            this.line = CauseWords.line(of, redaction);
            setStackTrace(of.getStackTrace());
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }

        @Override
        public String toString() {
            return line;
        }
    }
}
