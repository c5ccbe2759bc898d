package io.hopguard.client;

import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.NullMarked;

/** A client in a world of its own. In this package because only it can put another clock and another network in. */
@NullMarked
public final class SimulatedClient {
    private SimulatedClient() {}

    public static ResilientClient open(
            Time time, DoubleSupplier random, Stage transport, Consumer<ResilientClientBuilder> changes) {
        ResilientClientBuilder builder = ResilientClient.builder()
                .baseUri("http://orders.test")
                .executor(Runnable::run)
                .internals(time, random, transport);
        changes.accept(builder);
        return builder.build();
    }
}
