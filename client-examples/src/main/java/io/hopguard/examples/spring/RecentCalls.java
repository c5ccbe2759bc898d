package io.hopguard.examples.spring;

import io.hopguard.client.event.CallEnded;
import io.hopguard.client.extend.CallListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.stereotype.Component;

/** Remembers the last calls, the latest first. A bean of this type is told of the calls of all clients. */
@Component
class RecentCalls implements CallListener {
    private static final int REMEMBERED = 12;

    private final Deque<CallEnded> calls = new ArrayDeque<>();
    private final Deque<CallEnded> failures = new ArrayDeque<>();

    @Override
    public synchronized void callEnded(CallEnded call) {
        remember(call, calls);
        // One that the breaker refused says nothing about the way.
        if (!call.isSuccess() && !call.attempts().isEmpty()) {
            remember(call, failures);
        }
    }

    private static void remember(CallEnded call, Deque<CallEnded> list) {
        list.addFirst(call);
        if (list.size() > REMEMBERED) {
            list.removeLast();
        }
    }

    synchronized List<ShownCall> calls(String client) {
        return shown(client, calls);
    }

    synchronized List<ShownCall> failures(String client) {
        return shown(client, failures);
    }

    private static List<ShownCall> shown(String client, Deque<CallEnded> list) {
        return list.stream()
                .filter(call -> call.client().equals(client))
                .map(ShownCall::of)
                .toList();
    }
}
