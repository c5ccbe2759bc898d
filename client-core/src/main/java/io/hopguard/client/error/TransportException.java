package io.hopguard.client.error;

/** No whole response came: the network or the peer failed. */
public abstract sealed class TransportException extends HopguardException
        permits DnsException,
                ConnectFailedException,
                TlsException,
                ConnectionLostException,
                MalformedResponseException,
                TruncatedResponseException {
    private static final long serialVersionUID = 1L;

    TransportException(String code, FailureDetails details) {
        super(code, details, true);
    }
}
