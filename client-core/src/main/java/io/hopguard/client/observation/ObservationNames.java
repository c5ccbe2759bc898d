package io.hopguard.client.observation;

/** The names of observations, of their key values and of their events, as the default conventions write them. */
public final class ObservationNames {
    /** The observation of a whole call. */
    public static final String CALL = "hopguard.client.call";

    /** The observation of one attempt. */
    public static final String ATTEMPT = "hopguard.client.attempt";

    /** Low cardinality, of both: the client's name. */
    public static final String CLIENT = "client";

    /** Low cardinality, of both: the template, {@code none} without one, {@code other} past the first hundred. */
    public static final String ROUTE = "route";

    /** Low cardinality, of both: the method, {@code _OTHER} where HTTP does not know it. */
    public static final String METHOD = "http.request.method";

    /** Low cardinality, of both: the class of the status, or the code of the failure. */
    public static final String OUTCOME = "outcome";

    /** Of both: the method as it was sent, where HTTP does not know it. */
    public static final String METHOD_ORIGINAL = "http.request.method_original";

    /** Of both, when it failed: the status, or else the code of the failure. */
    public static final String ERROR_TYPE = "error.type";

    /** Of both, when it failed: which hop answered, where that is known. */
    public static final String ANSWERED_BY = "hopguard.answered_by";

    /** Of both, when it failed: the diagnosed causes with commas in between. */
    public static final String CAUSES = "hopguard.causes";

    /** Of both: the id of the call, as the log has it. */
    public static final String REQUEST_ID = "hopguard.request_id";

    /** Of the call: how many attempts were made. */
    public static final String ATTEMPTS = "hopguard.attempts";

    /** Of the call, when it failed: why it was not tried again. */
    public static final String GAVE_UP = "hopguard.gave_up";

    /** Of the attempt: the host of the URI. */
    public static final String SERVER_ADDRESS = "server.address";

    /** Of the attempt: the port of the URI. */
    public static final String SERVER_PORT = "server.port";

    /** Of the attempt: the URI, with {@code REDACTED} in the place of each query value. */
    public static final String URL_FULL = "url.full";

    /** Of the attempt, where there is a route: the template. */
    public static final String URL_TEMPLATE = "url.template";

    /** Of the attempt, when an answer came: its status. */
    public static final String STATUS_CODE = "http.response.status_code";

    /** Of the attempt, but for a call's first: how many requests the call had sent before. */
    public static final String RESEND_COUNT = "http.request.resend_count";

    /** Of the attempt, when it came so far: the address that it connected to. */
    public static final String PEER_ADDRESS = "network.peer.address";

    /** Of the attempt, when it came so far: the port that it connected to. */
    public static final String PEER_PORT = "network.peer.port";

    /** Of the attempt, when an answer came: the version of HTTP that the client speaks, which is {@code 1.1}. */
    public static final String PROTOCOL_VERSION = "network.protocol.version";

    /** Event of the call: it waits before it tries again. */
    public static final String RETRY_SCHEDULED = "retry.scheduled";

    /** Event of the call: it is not tried again because the target's retry budget is empty. */
    public static final String RETRY_BUDGET_EXHAUSTED = "retry.budget.exhausted";

    /** Event of the call: it follows a redirect. */
    public static final String REDIRECT = "redirect";

    /** Event of the call: the circuit breaker did not let an attempt go. */
    public static final String BREAKER_REFUSED = "breaker.refused";

    /** Event of the call: what it met made the circuit breaker open, half open or close. */
    public static final String BREAKER_CHANGED = "breaker.changed";

    private ObservationNames() {}
}
