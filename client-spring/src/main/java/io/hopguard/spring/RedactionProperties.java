package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.policy.Redaction;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is not shown in logs, traces, meters and messages, on top of what never is. What is secret for all clients is so for
 * each, so that a client's own come on top of the inherited ones.
 *
 * @param headers Names of headers that are secret although their names do not say so.
 * @param patterns Regular expressions of what is masked; where they have groups, only those.
 */
record RedactionProperties(
        @Nullable Set<String> headers, @Nullable Set<String> patterns) implements Inheriting<RedactionProperties> {

    @Override
    public RedactionProperties over(RedactionProperties parent) {
        return new RedactionProperties(joined(headers, parent.headers), joined(patterns, parent.patterns));
    }

    private static @Nullable Set<String> joined(@Nullable Set<String> own, @Nullable Set<String> inherited) {
        if (own == null || inherited == null) {
            return own == null ? inherited : own;
        }
        Set<String> both = new LinkedHashSet<>(inherited);
        both.addAll(own);
        return both;
    }

    void applyTo(Redaction.Builder policy) {
        set(headers, names -> names.forEach(policy::header));
        set(patterns, all -> all.forEach(policy::pattern));
    }
}
