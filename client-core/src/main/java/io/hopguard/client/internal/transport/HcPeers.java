package io.hopguard.client.internal.transport;

import java.net.InetSocketAddress;

/** How a remote address is shown. */
final class HcPeers {
    private HcPeers() {}

    static String shown(InetSocketAddress address) {
        if (address.isUnresolved()) {
            return address.getHostString() + ":" + address.getPort();
        }
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
