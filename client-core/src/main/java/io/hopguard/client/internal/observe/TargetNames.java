package io.hopguard.client.internal.observe;

import io.hopguard.client.http.Target;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The targets met first by their name; the rest, and those of whose name something is not to be shown, as {@code other}. */
final class TargetNames {
    private final int most;
    private final UnaryOperator<String> redaction;
    private final Set<Target> named = ConcurrentHashMap.newKeySet();

    TargetNames(int most, UnaryOperator<String> redaction) {
        this.most = most;
        this.redaction = redaction;
    }

    String of(Target target) {
        String name = target.toString();
        return redaction.apply(name).equals(name) && admit(target) ? name : RouteNames.OTHER;
    }

    boolean isNamed(Target target) {
        return named.contains(target);
    }

    private synchronized boolean admit(Target target) {
        return named.contains(target) || named.size() < most && named.add(target);
    }
}
