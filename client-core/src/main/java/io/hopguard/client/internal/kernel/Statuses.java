package io.hopguard.client.internal.kernel;

import java.util.BitSet;
import java.util.Set;

/** Some statuses, looked up without making an object of one. Immutable. */
public final class Statuses {
    private final BitSet statuses = new BitSet();

    public Statuses(Set<Integer> all) {
        all.forEach(statuses::set);
    }

    public boolean contains(int status) {
        return status >= 0 && statuses.get(status);
    }
}
