package io.hopguard.client.diagnosis;

/** Who produced the answer, or the lack of one. Immutable. */
public enum AnsweredBy {
    /** The application itself. */
    ORIGIN,
    /** A hop that answers for the application: CDN, load balancer, reverse proxy, application server in front of it. */
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
