package io.hopguard.client.internal.observe;

import io.hopguard.client.http.Request;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;

/** One thing for each route and method that {@link RouteNames} tells apart, found without building a key. */
final class ByRoute<T> {
    private final RouteNames names;
    private final BiFunction<String, String, T> maker;
    private final Map<String, AtomicReferenceArray<T>> known = new ConcurrentHashMap<>();

    /**
     * Empty.
     *
     * @param maker makes one of a route's and a method's names; what it makes may not be kept
     */
    ByRoute(RouteNames names, BiFunction<String, String, T> maker) {
        this.names = names;
        this.maker = maker;
    }

    T of(Request request) {
        String route = request.route();
        AtomicReferenceArray<T> methods = known.get(route == null ? RouteNames.NONE : route);
        int method = RouteNames.index(request.method());
        T found = methods == null ? null : methods.get(method);
        return found != null ? found : named(request, method);
    }

    /** The first time, and each time for routes that have no name of their own. */
    private T named(Request request, int method) {
        String name = names.of(request);
        AtomicReferenceArray<T> methods =
                known.computeIfAbsent(name, unused -> new AtomicReferenceArray<>(RouteNames.methods()));
        if (methods.get(method) == null) {
            methods.compareAndSet(method, null, maker.apply(name, RouteNames.method(method)));
        }
        return methods.get(method);
    }
}
