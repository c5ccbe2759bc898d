package io.hopguard.client.internal.observe;

import io.hopguard.client.http.Target;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The targets met first by their name, the rest as {@code other}. */
final class TargetNames {
    private final int most;
    private final Set<Target> named = ConcurrentHashMap.newKeySet();

    TargetNames(int most) {
        this.most = most;
    }

    String of(Target target) {
        return admit(target) ? target.toString() : RouteNames.OTHER;
    }

    boolean isNamed(Target target) {
        return named.contains(target);
    }

    private synchronized boolean admit(Target target) {
        return named.contains(target) || named.size() < most && named.add(target);
    }
}
