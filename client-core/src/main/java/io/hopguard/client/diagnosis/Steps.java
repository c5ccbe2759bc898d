package io.hopguard.client.diagnosis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to do next. Immutable.
 *
 * @param first where to look whatever the cause is
 * @param byCause at most one line for each cause, in the order of the causes
 * @param lines all of them, none twice
 */
record Steps(List<String> first, Map<Cause, String> byCause, List<String> lines) {
    static final Steps NONE = of(List.of(), Map.of());

    static Steps of(List<String> first, Map<Cause, String> byCause) {
        Set<String> lines = new LinkedHashSet<>(first);
        lines.addAll(byCause.values());
        return new Steps(
                List.copyOf(first), Collections.unmodifiableMap(new LinkedHashMap<>(byCause)), List.copyOf(lines));
    }

    /** What is left of it where the cause is known. */
    Steps about(Cause cause) {
        String own = byCause.get(cause);
        return of(first, own == null ? Map.of() : Map.of(cause, own));
    }
}
