package io.hopguard.client.error;

/** The host name could not be resolved; nothing was sent. */
public final class DnsException extends TransportException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public DnsException(FailureDetails details) {
        super("dns", details);
    }

    @Override
    public DnsException retold(FailureDetails other) {
        return new DnsException(other);
    }
}
