package io.hopguard.examples.demo;

import java.net.URI;

/** A client as an application would set it up. */
sealed interface Contestant extends AutoCloseable permits JdkContestant, HopguardContestant {

    /** How to make one for a service at a base URI. */
    interface Maker {
        Contestant make(URI base);
    }

    String name();

    /** How it is set up, in a few words. */
    String setUp();

    /**
     * Asks for an order.
     *
     * @throws Exception whatever the application would have to handle
     */
    Order ask(int id) throws Exception;

    @Override
    void close();
}
