package io.hopguard.examples.cli;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.DnsException;
import io.hopguard.client.error.HttpStatusException;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.error.ResponseTooLargeException;
import io.hopguard.client.error.TlsException;
import io.hopguard.client.error.TransportException;
import org.jspecify.annotations.Nullable;

/** What the program exits with; the numbers are curl's where curl has one. */
enum ExitCode {
    OK(0),
    OTHER(1),
    USAGE(2),
    NO_CONNECTION(7),
    HTTP_ERROR(22),
    DEADLINE(28),
    BROKEN_RESPONSE(56),
    CANCELLED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The code for what a call failed with; null stands for success. */
    static ExitCode of(@Nullable RuntimeException failure) {
        if (failure == null) {
            return OK;
        }
        if (failure instanceof HttpStatusException) {
            return HTTP_ERROR;
        }
        if (failure instanceof DeadlineExceededException) {
            return DEADLINE;
        }
        if (failure instanceof InvalidRequestException) {
            return USAGE;
        }
        return failure instanceof CallCancelledException ? CANCELLED : ofTransport(failure);
    }

    private static ExitCode ofTransport(RuntimeException failure) {
        if (failure instanceof ConnectFailedException
                || failure instanceof DnsException
                || failure instanceof TlsException) {
            return NO_CONNECTION;
        }
        return failure instanceof TransportException || failure instanceof ResponseTooLargeException
                ? BROKEN_RESPONSE
                : OTHER;
    }
}
