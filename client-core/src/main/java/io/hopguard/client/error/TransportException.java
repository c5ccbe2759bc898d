package io.hopguard.client.error;

/** No whole response of the target came: the network, the peer or a forward proxy failed. */
public abstract sealed class TransportException extends HopguardException
        permits DnsException,
                ConnectFailedException,
                ProxyRefusedException,
                TlsException,
                ConnectionLostException,
                MalformedResponseException,
                TruncatedResponseException {
    private static final long serialVersionUID = 1L;

    TransportException(String code, FailureDetails details) {
        super(code, details, true);
    }
}
