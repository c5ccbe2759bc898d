package io.hopguard.examples.demo;

/**
 * What is wrong with the application.
 *
 * @param accepts whether its port is open
 * @param slowShare how many of its answers come too late for the gateway, from 0 to 1
 * @param cutShare how many of its answers break off in the middle of the body, from 0 to 1
 */
record Trouble(boolean accepts, double slowShare, double cutShare) {
    static final Trouble NONE = new Trouble(true, 0, 0);
    static final Trouble DOWN = new Trouble(false, 0, 0);
}
