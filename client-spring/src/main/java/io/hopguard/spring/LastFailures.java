package io.hopguard.spring;

import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.event.StreamEnded;
import io.hopguard.client.extend.CallListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the last failed calls of each client: those without an answer, and those answered with 429 or 500 and above. Told on
 * the threads of the calls, because it only puts a value away. Thread-safe.
 */
final class LastFailures implements BuilderExtension {
    /** Clients made in code may have any number of names. */
    private static final int MAX_CLIENTS = 1_000;

    private final int most;
    private final Map<String, Kept> byClient = new ConcurrentHashMap<>();

    LastFailures(int most) {
        this.most = most;
    }

    @Override
    public void applyTo(ResilientClientBuilder builder) {
        if (most > 0) {
            builder.listener(new Listener(), Runnable::run);
        }
    }

    /** The failures of a client of that name, the latest first; a copy. */
    List<FailureView> of(String client) {
        Kept kept = byClient.get(client);
        return kept == null ? List.of() : kept.copy();
    }

    private void add(String client, FailureView failure) {
        Kept kept = byClient.get(client);
        if (kept == null && byClient.size() < MAX_CLIENTS) {
            kept = byClient.computeIfAbsent(client, name -> new Kept(most));
        }
        if (kept != null) {
            kept.add(failure);
        }
    }

    /** Apart, because it is no listener of the application's own. */
    private final class Listener implements CallListener {
        @Override
        public void callEnded(CallEnded event) {
            if (event.failure() != null || event.status() == 429 || event.status() >= 500) {
                add(event.client(), FailureView.of(event));
            }
        }

        @Override
        public void streamEnded(StreamEnded event) {
            if (event.failure() != null) {
                add(event.client(), FailureView.of(event, event.failure()));
            }
        }
    }

    /** Those of one client. */
    private static final class Kept {
        private final int most;
        private final Deque<FailureView> latest = new ArrayDeque<>();

        Kept(int most) {
            this.most = most;
        }

        synchronized void add(FailureView failure) {
            if (latest.size() == most) {
                latest.removeLast();
            }
            latest.addFirst(failure);
        }

        synchronized List<FailureView> copy() {
            return new ArrayList<>(latest);
        }
    }
}
