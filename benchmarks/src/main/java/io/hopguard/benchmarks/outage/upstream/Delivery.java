package io.hopguard.benchmarks.outage.upstream;

import io.hopguard.benchmarks.outage.world.Call;
import java.util.function.Consumer;

/**
 * A request on its way.
 *
 * @param call for whom
 * @param toldNanos how much time the sender said there is, or {@link #UNTOLD}
 * @param answered takes the answer, once
 */
public record Delivery(Call call, long toldNanos, Consumer<Answer> answered) {
    /** Nobody said anything. */
    public static final long UNTOLD = Long.MAX_VALUE / 4;

    public void answer(Answer answer) {
        answered.accept(answer);
    }

    /** The same request, whose answer somebody in between wants to see. */
    public Delivery answeredTo(Consumer<Answer> between) {
        return new Delivery(call, toldNanos, between);
    }
}
