package io.hopguard.client.codec;

import java.io.IOException;

/**
 * JSON that is not of its type, told by the kind of the error and its place only: Jackson's own messages quote the body,
 * which is the application's data, and would end in a log with the stack trace.
 */
final class UnreadableJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableJsonException(Throwable cause, int line, int column) {
        super(cause.getClass().getSimpleName() + " at line " + line + ", column " + column);
        setStackTrace(cause.getStackTrace());
    }
}
