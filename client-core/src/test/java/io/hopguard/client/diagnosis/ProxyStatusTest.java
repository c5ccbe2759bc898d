package io.hopguard.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.diagnosis.StructuredValue.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxy-Status (RFC 9209), and the structured field that it is (RFC 9651). */
class ProxyStatusTest {

    private static ProxyStatus only(String field) {
        List<ProxyStatus> members = ProxyStatus.parse(List.of(field));
        assertThat(members).as(field).hasSize(1);
        return members.get(0);
    }

    private static List<String> names(String... lines) {
        return ProxyStatus.parse(List.of(lines)).stream()
                .map(ProxyStatus::intermediary)
                .toList();
    }

    @Test
    void readsTheExamplesOfTheRfc() {
        ProxyStatus timedOut = only("ExampleCDN; error=connection_timeout");
        assertThat(timedOut.intermediary()).isEqualTo("ExampleCDN");
        assertThat(timedOut.knownError()).isEqualTo(ProxyError.CONNECTION_TIMEOUT);
        assertThat(only("r34.example.net; error=http_request_error").error()).isEqualTo("http_request_error");
        assertThat(only("cdn.example.org; next-hop=backend.example.org:8001").nextHop())
                .isEqualTo("backend.example.org:8001");
        assertThat(only("\"proxy.example.org\"; next-protocol=h2").nextProtocol())
                .isEqualTo("h2");
        assertThat(only("ExampleCDN; received-status=200").receivedStatus()).isEqualTo(200);
        ProxyStatus detailed = only(
                "proxy.example.net; error=http_protocol_error; details=\"Malformed response header: space before colon\"");
        assertThat(detailed.details()).isEqualTo("Malformed response header: space before colon");
    }

    @Test
    void theOriginsNeighbourStandsFirst() {
        assertThat(names("revproxy1.example.net, ExampleCDN")).containsExactly("revproxy1.example.net", "ExampleCDN");
    }

    @Test
    void severalLinesAreOneList() {
        assertThat(names("a;error=dns_error", "b, c")).containsExactly("a", "b", "c");
        assertThat(names("a", "b;;", "c")).as("one bad line spoils all").isEmpty();
    }

    @Test
    void readsEveryTypeOfParameter() {
        Map<String, StructuredValue> others =
                only("p;i=-42;d=1.5;s=\"a \\\"b\\\" \\\\\";t=*x/y:z;b=:aGk=:;f=?0;flag;w=@1659578233;u=%\"caf%c3%a9\"")
                        .others();
        assertThat(others)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "i", new StructuredValue(Kind.INTEGER, "-42"),
                        "d", new StructuredValue(Kind.DECIMAL, "1.5"),
                        "s", new StructuredValue(Kind.STRING, "a \"b\" \\"),
                        "t", new StructuredValue(Kind.TOKEN, "*x/y:z"),
                        "b", new StructuredValue(Kind.BYTES, "aGk="),
                        "f", new StructuredValue(Kind.BOOLEAN, "0"),
                        "flag", StructuredValue.TRUE,
                        "w", new StructuredValue(Kind.DATE, "1659578233"),
                        "u", new StructuredValue(Kind.DISPLAY_STRING, "caf\u00e9")));
    }

    @Test
    void ofARepeatedParameterTheLastOneCounts() {
        assertThat(only("p;error=dns_error;error=dns_timeout").error()).isEqualTo("dns_timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p;error=\"dns_error\"",
                "p;error=?1",
                "p;received-status=\"502\"",
                "p;received-status=50.2",
                "p;received-status=-50",
                "p;received-status=099",
                "p;details=token",
                "p;next-hop=4",
                "p;next-protocol=\"h2\""
            })
    void aParameterOfAnotherTypeCountsAsAbsent(String field) {
        ProxyStatus member = only(field);
        assertThat(member).isEqualTo(new ProxyStatus("p", null, null, null, 0, null, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p,",
                ",p",
                "p,,q",
                "p q",
                "p;",
                "p;A=1",
                "p;=1",
                "p;a=",
                "p;a =1",
                "p ;a=1",
                "(p q)",
                "p;a=(b)",
                "5",
                "?1",
                ":aGk=:",
                "p;a=?2",
                "p;a=1.",
                "p;a=1.2345",
                "p;a=1234567890123456",
                "p;a=1234567890123.1",
                "p;a=-",
                "p;a=--1",
                "p;a=+1",
                "p;a=@1.5",
                "p;a=@",
                "p;a=:a b:",
                "p;a=:a=b:",
                "p;a=:aGk=",
                "p;a=\"open",
                "p;a=\"x\\",
                "p;a=\"x\\n\"",
                "p;a=\"caf\u00e9\"",
                "p;a=\"tab\t\"",
                "p;a=%\"%C3%A9\"",
                "p;a=%\"%c3\"",
                "p;a=%x",
                "p;a=b\u0000",
                "\u0661",
                "caf\u00e9"
            })
    void aMalformedFieldIsIgnoredAsAWhole(String field) {
        assertThat(names("fine, " + field)).as(field).isEmpty();
        assertThat(names(field)).as(field).isEmpty();
    }

    @Test
    void anEmptyFieldIsAnEmptyList() {
        assertThat(names()).isEmpty();
        assertThat(names("")).isEmpty();
        assertThat(names("   ")).isEmpty();
    }

    @Test
    void whatIsLargerThanAnyRealFieldIsIgnored() {
        assertThat(names(list(32))).hasSize(32);
        assertThat(names(list(33))).isEmpty();
        assertThat(only("p" + parameters(32)).others()).hasSize(32);
        assertThat(names("p" + parameters(33))).isEmpty();
        String most = "p;details=\"" + "x".repeat(16 * 1024 - 12) + '"';
        assertThat(most).hasSize(16 * 1024);
        assertThat(names(most)).hasSize(1);
        assertThat(names(most + " ")).isEmpty();
    }

    private static String list(int members) {
        return String.join(", ", Collections.nCopies(members, "p"));
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> ";k" + i).collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({
        "dns_timeout, 504, DNS, true",
        "destination_not_found, 500, DESTINATION, true",
        "connection_terminated, 502, CONNECTION, false",
        "connection_limit_reached, 503, CONNECTION, true",
        "tls_alert_received, 502, TLS, false",
        "http_request_denied, 403, REQUEST, true",
        "http_request_error, 0, REQUEST, true",
        "http_response_timeout, 504, RESPONSE, false",
        "proxy_internal_error, 500, PROXY, true",
        "proxy_loop_detected, 502, PROXY, true"
    })
    void errorsAreAsTheRfcListsThem(String token, int status, ProxyError.About about, boolean ownResponse) {
        ProxyError error = ProxyError.of(token);
        assertThat(error.token()).isEqualTo(token);
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.about()).isEqualTo(about);
        assertThat(error.ownResponse()).isEqualTo(ownResponse);
    }

    @Test
    void thereAreThirtyTwoErrorsAndOthersAreUnknown() {
        assertThat(ProxyError.values()).hasSize(32);
        assertThat(Arrays.stream(ProxyError.values()).map(ProxyError::token)).allMatch(t -> ProxyError.of(t) != null);
        assertThat(ProxyError.of("DNS_TIMEOUT")).isNull();
        assertThat(only("p;error=coffee_spilt").error()).isEqualTo("coffee_spilt");
        assertThat(only("p;error=coffee_spilt").knownError()).isNull();
    }
}
