package io.hopguard.spring;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the endpoint of the actuator shows and does.
 *
 * @param breakerControl Whether circuit breakers may be reset and set by force; the endpoint's access must be unrestricted too.
 * @param lastFailures How many failed calls are kept for each client; at most 1000, and 0 for none.
 */
record ActuatorProperties(
        @DefaultValue("false") boolean breakerControl,
        @DefaultValue("20") int lastFailures) {
    static final int MOST_FAILURES = 1_000;
}
