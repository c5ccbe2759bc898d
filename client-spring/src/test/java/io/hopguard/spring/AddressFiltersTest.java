package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.web.client.RestClient;

/** Apart, because Spring Boot 4.0 has no such filter: left out there. */
class AddressFiltersTest {
    @Test
    void theFilterOfAddressesIsOurGuard() {
        try (ScriptedServer server = ScriptedServer.ok("secret")) {
            Application.runner()
                    .withBean(InetAddressFilter.class, InetAddressFilter::externalAddresses)
                    .run(context -> assertThatThrownBy(() -> context.getBean(RestClient.Builder.class)
                                    .build()
                                    .get()
                                    .uri(server.url())
                                    .retrieve()
                                    .toBodilessEntity())
                            .hasMessageContaining("127.0.0.1"));
            assertThat(server.requests()).isEmpty();
        }
    }
}
