package io.hopguard.spring;

import io.hopguard.client.ResilientClientBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.InetAddressFilter;

/** Spring Boot's filter of addresses as the client's guard. Apart, because Spring Boot 4.0 has no such filter. */
final class AddressFilters {
    private AddressFilters() {}

    static void apply(HttpClientSettings settings, ResilientClientBuilder builder) {
        InetAddressFilter filter = settings.inetAddressFilter();
        if (filter != null) {
            builder.addressGuard((host, address) -> filter.matches(address));
        }
    }
}
