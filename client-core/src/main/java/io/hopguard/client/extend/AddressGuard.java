package io.hopguard.client.extend;

import java.net.InetAddress;

/**
 * Says which addresses may be connected to; against requests that somebody else's URI leads into one's own network (server-side
 * request forgery). Must be thread-safe and quick.
 *
 * <p>It is asked whenever a connection is made, for each address that the host was resolved to, and for addresses that are
 * written in the URI; exactly the allowed addresses are dialled. When none is left, the call fails with an
 * {@link io.hopguard.client.error.InvalidRequestException}, nothing is sent and nothing is repeated. A connection in the pool
 * is used again without asking again. What it throws ends the call. Behind a forward proxy it is asked for addresses written in
 * the URI only, never for names, which the proxy resolves, nor for the proxy itself.
 */
@FunctionalInterface
public interface AddressGuard {
    /**
     * Decides on one address.
     *
     * @param host the host as it stands in the URI, IPv6 addresses without brackets
     * @param address one of its addresses
     * @return whether it may be connected to
     */
    boolean allows(String host, InetAddress address);

    /**
     * Allows public addresses only: those that the IANA registries for special-purpose addresses call globally reachable, and
     * none of the clouds' metadata services. Refused are loopback, unspecified, private, link-local, shared (100.64.0.0/10),
     * multicast, reserved, documentation and benchmark addresses, for IPv6 everything but 2000::/3, and what 6to4 and NAT64
     * addresses embed is judged like an IPv4 address; Teredo and IPv4-compatible addresses are refused.
     *
     * @return the guard
     */
    static AddressGuard publicOnly() {
        return PublicAddresses.GUARD;
    }
}
