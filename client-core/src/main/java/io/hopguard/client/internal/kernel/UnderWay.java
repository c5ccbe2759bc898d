package io.hopguard.client.internal.kernel;

import io.hopguard.client.internal.kernel.DeadlineReaper.Watched;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is watched: calls in places that threads find without meeting each other and without an object made for it, everything else,
 * and what finds no place, in a set. Thread-safe.
 */
final class UnderWay {
    private static final int PLACES_BITS = 6;
    private static final int PLACES = 1 << PLACES_BITS;
    private static final int PROBES = 4;

    private final AtomicReferenceArray<@Nullable Watched> places = new AtomicReferenceArray<>(PLACES * Lanes.APART);
    private final Set<Watched> others = ConcurrentHashMap.newKeySet();

    void add(Watched watched) {
        if (!(watched instanceof CallControl call) || !place(call)) {
            others.add(watched);
        }
    }

    private boolean place(CallControl call) {
        int first = Lanes.mine(PLACES_BITS);
        for (int i = 0; i < PROBES; i++) {
            int place = (first + i) % PLACES;
            if (places.get(place * Lanes.APART) == null && places.compareAndSet(place * Lanes.APART, null, call)) {
                call.placedAt(place);
                return true;
            }
        }
        return false;
    }

    void remove(Watched watched) {
        if (!(watched instanceof CallControl call) || !places.compareAndSet(call.place() * Lanes.APART, call, null)) {
            others.remove(watched);
        }
    }

    /** What goes from one to the other is in both meanwhile, and found wherever it goes: from the set to a place and back at most. */
    boolean isEmpty() {
        return others.isEmpty() && noneInPlaces() && others.isEmpty();
    }

    private boolean noneInPlaces() {
        for (int place = 0; place < places.length(); place += Lanes.APART) {
            if (places.get(place) != null) {
                return false;
            }
        }
        return true;
    }

    int size() {
        int size = others.size();
        for (int place = 0; place < places.length(); place += Lanes.APART) {
            size += places.get(place) == null ? 0 : 1;
        }
        return size;
    }

    /** Also what goes from one to the other meanwhile, which may be met twice. */
    void forEach(Consumer<Watched> action) {
        others.forEach(action);
        for (int place = 0; place < places.length(); place += Lanes.APART) {
            Watched call = places.get(place);
            if (call != null) {
                action.accept(call);
            }
        }
        others.forEach(action);
    }
}
