package io.hopguard.client;

import io.hopguard.client.codec.BodyCodec;
import io.hopguard.client.codec.Jackson3Codec;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.internal.kernel.Stage;
import java.time.Duration;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;

/** A client with a virtual clock, fixed chance (the middle) and a scripted network; the breaker is off unless asked for. */
final class Rig {
    static final double CHANCE = 0.5;

    /** Shared, because a mapper is costly to make. */
    private static final BodyCodec CODEC = new Jackson3Codec();

    final VirtualTime time = new VirtualTime();
    final ScriptedTransport transport = new ScriptedTransport();

    private Consumer<ResilientClientBuilder> changes = builder -> {};
    private ResilientClient client;

    Rig with(Consumer<ResilientClientBuilder> change) {
        changes = changes.andThen(change);
        return this;
    }

    Rig then(Stage step) {
        transport.then(step);
        return this;
    }

    /** A step that takes time. */
    Rig thenAfter(Duration duration, Stage step) {
        return then(exchange -> {
            time.advance(duration);
            return step.execute(exchange);
        });
    }

    ResilientClient client() {
        if (client == null) {
            client = builder().build();
        }
        return client;
    }

    /** All settings of the client, for one like it. */
    ResilientClientBuilder builder() {
        ResilientClientBuilder builder = ResilientClient.builder()
                .baseUri("http://api.test")
                .circuitBreaker(breaker -> breaker.off())
                .codec(CODEC)
                .executor(Runnable::run)
                .internals(time, () -> CHANCE, transport);
        changes.accept(builder);
        return builder;
    }

    /** Changes the settings of the client that there is. */
    void reconfigure(Consumer<ResilientClientBuilder> change) {
        with(change).client.reconfigure(builder());
    }

    /** Makes the call and hands out the failure; fails when there is none. */
    static HopguardException failureOf(Mode mode, RequestSpec spec) {
        return Assertions.catchThrowableOfType(HopguardException.class, () -> mode.send(spec));
    }
}
