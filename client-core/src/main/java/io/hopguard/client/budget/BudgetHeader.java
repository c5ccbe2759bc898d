package io.hopguard.client.budget;

/**
 * How the time that is left is told to the next hop. Immutable.
 *
 * <p>Values are rounded down, so that the next hop never believes it has more than there is.
 */
public enum BudgetHeader {
    /** {@code X-Timeout-Budget-Ms}: whole milliseconds. Hopguard's own, the default. */
    X_TIMEOUT_BUDGET_MS("X-Timeout-Budget-Ms"),
    /** {@code grpc-timeout}: at most eight digits and a unit, as the gRPC over HTTP/2 protocol defines it. */
    GRPC_TIMEOUT("grpc-timeout"),
    /** {@code x-envoy-expected-rq-timeout-ms}: whole milliseconds, as Envoy's router writes it. */
    X_ENVOY_EXPECTED_RQ_TIMEOUT_MS("x-envoy-expected-rq-timeout-ms"),
    /** {@code Expect-Within}: decimal seconds, as Palantir's deadlines-java writes it. */
    EXPECT_WITHIN("Expect-Within");

    /** What {@link #decode} returns for a value that is none. */
    public static final long MALFORMED = -1;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long GRPC_MAX = 99_999_999L;

    private final String headerName;

    BudgetHeader(String headerName) {
        this.headerName = headerName;
    }

    /**
     * The header's name.
     *
     * @return the name as it is written
     */
    public String headerName() {
        return headerName;
    }

    /**
     * The header's value.
     *
     * @param nanos what is left in nanoseconds; negative counts as zero
     * @return the value to write
     */
    public String encode(long nanos) {
        long millis = Math.max(0, nanos / NANOS_PER_MILLI);
        return switch (this) {
            case X_TIMEOUT_BUDGET_MS, X_ENVOY_EXPECTED_RQ_TIMEOUT_MS -> Long.toString(millis);
            case GRPC_TIMEOUT -> millis <= GRPC_MAX ? millis + "m" : Math.min(GRPC_MAX, millis / 1000) + "S";
            case EXPECT_WITHIN ->
                millis / 1000 + "." + Long.toString(1000 + millis % 1000).substring(1);
        };
    }

    /**
     * Reads a value. Takes one pass over it, whatever it is, and never throws: it comes from strangers.
     *
     * @param value the header's value, without white space around it; ASCII digits only, no sign
     * @return what is left in nanoseconds, at most {@code Long.MAX_VALUE / 4} as {@link Deadline#saturatedNanos} has it, or
     *     {@link #MALFORMED}
     */
    public long decode(String value) {
        return switch (this) {
            case X_TIMEOUT_BUDGET_MS, X_ENVOY_EXPECTED_RQ_TIMEOUT_MS -> BudgetDigits.whole(value, NANOS_PER_MILLI);
            case GRPC_TIMEOUT -> BudgetDigits.grpc(value);
            case EXPECT_WITHIN -> BudgetDigits.decimalSeconds(value);
        };
    }
}
