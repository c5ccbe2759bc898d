package io.hopguard.client.internal.transport;

import org.jspecify.annotations.Nullable;

/**
 * Over what an exchange goes, for those who have to say what became of it.
 *
 * @param pool where its connection comes from
 * @param route where it leads
 * @param wire what is below TLS, or null where that is not known or there is none
 */
record HcWay(HcPool pool, HcRoute route, @Nullable HcWire wire) {}
