package io.hopguard.client.diagnosis;

import java.util.Map;

/**
 * An item of a structured field with its parameters (RFC 9651 section 3.3). Immutable.
 *
 * @param value the item itself
 * @param parameters by key in the order of the field; of a key that is repeated the last one counts
 */
record StructuredItem(StructuredValue value, Map<String, StructuredValue> parameters) {}
