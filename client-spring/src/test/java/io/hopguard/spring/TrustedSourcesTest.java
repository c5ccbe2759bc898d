package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.budget.BudgetHeader;
import io.hopguard.client.policy.Problems;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedSourcesTest {
    private static boolean trust(List<String> sources, String remote) {
        Problems problems = new Problems();
        TrustedSources trusted = TrustedSources.of(sources, "sources", problems);
        assertThat(problems.found()).isEmpty();
        return trusted.trust(remote, name -> List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "private, 127.0.0.1, true",
        "private, 127.255.0.9, true",
        "private, ::1, true",
        "private, 0:0:0:0:0:0:0:1, true",
        "private, ::ffff:10.0.0.1, true",
        "private, ::ffff:8.8.8.8, false",
        "private, 172.15.255.255, false",
        "private, 172.16.0.0, true",
        "private, 172.31.255.255, true",
        "private, 172.32.0.0, false",
        "private, 192.168.1.1, true",
        "private, 192.169.0.0, false",
        "private, fd12::1%eth0, true",
        "private, 2001:db8::1, false",
        "private, 010.0.0.1, false",
        "private, 10.1, false",
        "private, 167772161, false",
        "private, localhost, false",
        "private, 10.0.0.1 , true",
        "10.1.2.128/25, 10.1.2.127, false",
        "10.1.2.128/25, 10.1.2.255, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "all, 203.0.113.9, true",
        "all, /run/app.sock, true",
        "private, /run/app.sock, false",
    })
    void anAddressIsTrustedWhereItsNetworkIs(String source, String remote, boolean trusted) {
        assertThat(trust(List.of(source), remote)).isEqualTo(trusted);
    }

    @Test
    void nobodyIsTrustedWithoutSources() {
        assertThat(trust(List.of(), "127.0.0.1")).isFalse();
        assertThat(trust(List.of("private"), null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0/8",
                "fd00::/129",
                "localhost",
                "alle",
                "1.2.3.4.5",
                "::g",
                ":::",
                "",
                "10.0.0.0/8/8"
            })
    void whatIsNoSourceKeepsTheApplicationFromStarting(String source) {
        assertThatThrownBy(() -> InboundBudget.of(properties(List.of(BudgetHeader.GRPC_TIMEOUT), source, null)))
                .isInstanceOf(InvalidHopguardPropertiesException.class)
                .hasMessageStartingWith("hopguard.inbound.trusted-sources is ")
                .hasMessageContaining(source)
                .hasMessageContaining("10.1.0.0/16");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThatThrownBy(() -> InboundBudget.of(properties(List.of(), "private", Duration.ZERO)))
                .isInstanceOf(InvalidHopguardPropertiesException.class)
                .hasMessageContaining("hopguard.inbound.headers is empty; ")
                .hasMessageContaining("hopguard.inbound.max is 0");
    }

    private static InboundProperties properties(List<BudgetHeader> headers, String source, Duration max) {
        return new InboundProperties(true, true, headers, List.of(source), max, 0);
    }
}
