package io.hopguard.examples.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves names. Called on a thread of its own, since a lookup cannot be stopped. */
@FunctionalInterface
public interface Lookup {

    /** The machine's own resolver. */
    Lookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * All addresses of a name.
     *
     * @param host the name or a literal
     * @return at least one
     * @throws UnknownHostException when there are none
     */
    List<InetAddress> all(String host) throws UnknownHostException;
}
