package io.hopguard.client.internal.tls;

import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The handshakes that are under way, and who wants to know that a client's certificate is asked for. Thread-safe. */
public final class Handshakes {
    private final Map<Socket, Consumer<Boolean>> listeners = new ConcurrentHashMap<>();

    /** None yet. */
    Handshakes() {}

    /** Tells the task, until it is forgotten, that the server asks for a client's certificate and whether it gets one. */
    public void onAsked(Socket handshake, Consumer<Boolean> task) {
        listeners.put(handshake, task);
    }

    /** The handshake has ended. */
    public void forget(Socket handshake) {
        listeners.remove(handshake);
    }

    void asked(Socket handshake, boolean presented) {
        Consumer<Boolean> task = listeners.get(handshake);
        if (task != null) {
            task.accept(presented);
        }
    }
}
