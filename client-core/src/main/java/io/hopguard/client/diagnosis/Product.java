package io.hopguard.client.diagnosis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one file says about one product. Filled while the file is read, then only read.
 *
 * @param name in lower case, or {@link #NONE}
 * @param roles what it does, the usual one first
 * @param sources where the knowledge comes from
 * @param hops header fields that show that an answer passed it
 * @param timeouts its own defaults, by seconds
 * @param advice for each cause
 * @param look for every cause: where to look first
 * @param answers its rules in the order of the file
 */
record Product(
        String name,
        Set<Role> roles,
        List<String> sources,
        List<Condition.FieldFits> hops,
        Map<Integer, String> timeouts,
        Map<Cause, String> advice,
        List<String> look,
        List<Answer> answers) {

    /** The name that stands for no product. */
    static final String NONE = "none";

    static Product of(String name) {
        return new Product(
                name,
                new LinkedHashSet<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new TreeMap<>(),
                new EnumMap<>(Cause.class),
                new ArrayList<>(),
                new ArrayList<>());
    }

    boolean isNamed() {
        return !name.equals(NONE);
    }

    Role role() {
        return roles.isEmpty() ? Role.ANY : roles.iterator().next();
    }

    /** A product is equal to itself only: its answers know it, and comparing them would never end. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
