package io.hopguard.client.diagnosis;

/** Who produced the answer, or the lack of one. Immutable. */
public enum AnsweredBy {
    /** The application itself, or the application server that runs it. */
    ORIGIN,
    /** A hop that answers for the application: CDN, load balancer, reverse proxy, API gateway. */
    GATEWAY,
    /** The forward proxy that this client goes through. */
    FORWARD_PROXY,
    /** Nobody: the call never left this process. */
    CLIENT,
    /** Nobody: the network gave no answer. */
    NETWORK,
    /** The evidence does not say. */
    UNKNOWN
}
