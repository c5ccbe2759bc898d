package io.hopguard.client.diagnosis;

import io.hopguard.client.diagnosis.StructuredValue.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one intermediary says in {@code Proxy-Status} (RFC 9209 section 2). A parameter of another type than the RFC gives it
 * counts as absent. Immutable.
 *
 * @param intermediary how it calls itself
 * @param error the token of what went wrong, known to {@link ProxyError} or not; null where the response is not its own
 * @param nextHop whom it asked, or null
 * @param nextProtocol the ALPN identifier of how it asked, or null
 * @param receivedStatus the status that it received from the next hop, or 0
 * @param details words for people, or null
 * @param others every other parameter, by key
 */
record ProxyStatus(
        String intermediary,
        @Nullable String error,
        @Nullable String nextHop,
        @Nullable String nextProtocol,
        int receivedStatus,
        @Nullable String details,
        Map<String, StructuredValue> others) {

    /**
     * Reads the field: at most 16 KiB, 32 members, and 32 parameters each.
     *
     * @param lines the values of its lines, in order
     * @return what each intermediary says, the one nearest to the origin first; nothing where any of it is malformed
     */
    static List<ProxyStatus> parse(List<String> lines) {
        try {
            List<ProxyStatus> members = new ArrayList<>();
            for (StructuredItem item : StructuredFields.items(lines)) {
                if (!item.value().isTokenOrString()) {
                    return List.of();
                }
                members.add(of(item));
            }
            return Collections.unmodifiableList(members);
        } catch (MalformedFieldException e) {
            // RFC 9651 section 4.2: as if it had not been sent.
            return List.of();
        }
    }

    private static ProxyStatus of(StructuredItem item) {
        Map<String, StructuredValue> left = new LinkedHashMap<>(item.parameters());
        return new ProxyStatus(
                item.value().text(),
                text(left.remove("error"), Kind.TOKEN, Kind.TOKEN),
                text(left.remove("next-hop"), Kind.STRING, Kind.TOKEN),
                text(left.remove("next-protocol"), Kind.TOKEN, Kind.BYTES),
                status(left.remove("received-status")),
                text(left.remove("details"), Kind.STRING, Kind.STRING),
                Collections.unmodifiableMap(left));
    }

    private static @Nullable String text(@Nullable StructuredValue value, Kind one, Kind other) {
        return value != null && (value.kind() == one || value.kind() == other) ? value.text() : null;
    }

    private static int status(@Nullable StructuredValue value) {
        if (value == null || value.kind() != Kind.INTEGER) {
            return 0;
        }
        boolean three = value.text().length() == 3 && value.text().charAt(0) >= '1';
        return three ? Integer.parseInt(value.text()) : 0;
    }

    /** What is known about the error, or null where there is none, or none that is registered. */
    @Nullable
    ProxyError knownError() {
        return error == null ? null : ProxyError.of(error);
    }
}
