package io.hopguard.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;

/** Makes factories that all send through the one shared client for their settings. */
final class HopguardRequestFactoryBuilder implements ClientHttpRequestFactoryBuilder<HopguardRequestFactory> {
    private final HopguardClients clients;

    HopguardRequestFactoryBuilder(HopguardClients clients) {
        this.clients = clients;
    }

    @Override
    public HopguardRequestFactory build(@Nullable HttpClientSettings settings) {
        HttpClientSettings asked = settings == null ? HttpClientSettings.defaults() : settings;
        clients.expect(asked);
        return new HopguardRequestFactory(() -> clients.shared(asked), null, false);
    }
}
