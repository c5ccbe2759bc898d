package io.hopguard.client.internal.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Hands HttpClient the addresses that the attempt has resolved and checked, so that they are what is dialled. HttpClient
 * connects on the thread that asks for it; without addresses there is no connection, rather than a lookup of its own.
 */
final class HcDialled implements DnsResolver {
    private final ThreadLocal<List<InetAddress>> addresses = ThreadLocal.withInitial(List::of);

    void use(List<InetAddress> checked) {
        addresses.set(checked);
    }

    void forget() {
        addresses.remove();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> checked = addresses.get();
        if (checked.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return checked.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
