package io.hopguard.spring;

import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.codec.BodyCodec;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.extend.Interceptor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The application's beans that every client gets. Asked for when a client is made, so that a listener may itself depend on
 * clients.
 */
record Extensions(
        ObjectProvider<MeterRegistry> meterRegistry,
        ObjectProvider<ObservationRegistry> observationRegistry,
        ObjectProvider<BodyCodec> codec,
        ObjectProvider<CallListener> listeners,
        ObjectProvider<Interceptor> interceptors,
        ObjectProvider<BuilderExtension> ofThisModule,
        ObjectProvider<HopguardClientCustomizer> customizers) {

    /** Those that do not depend on which client it is. */
    void applyTo(ResilientClientBuilder builder) {
        meterRegistry.ifUnique(builder::meterRegistry);
        observationRegistry.ifUnique(builder::observationRegistry);
        codec.ifUnique(builder::codec);
        listeners.orderedStream().forEach(builder::listener);
        interceptors.orderedStream().forEach(builder::callInterceptor);
        ofThisModule.orderedStream().forEach(extension -> extension.applyTo(builder));
    }

    void applyTo(String client, ResilientClientBuilder builder) {
        applyTo(builder);
        customizers.orderedStream().forEach(customizer -> customizer.customize(client, builder));
    }
}
