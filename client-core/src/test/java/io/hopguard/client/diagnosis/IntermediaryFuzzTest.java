package io.hopguard.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.diagnosis.StructuredValue.Kind;
import io.hopguard.client.fuzz.Fuzz;
import io.hopguard.client.fuzz.Growth;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What hops say about themselves, and what others make of it. */
class IntermediaryFuzzTest {

    @Test
    void proxyStatusIsReadAsAWholeOrIgnored() {
        Fuzz.of(
                        "ExampleCDN; error=connection_timeout",
                        "\"proxy.example\"; next-protocol=h2; received-status=502, cdn;error=dns_error;rcode=\"NXDOMAIN\"",
                        "envoy; error=http_protocol_error; details=\"a \\\"b\\\" \\\\ c\"",
                        "p;a=:aGk=:;b=?1;c=1.5;d=@17;e=%\"caf%c3%a9\";f")
                .with(IntermediaryFuzzTest::field)
                .run(100_000, IntermediaryFuzzTest::checkProxyStatus);
    }

    private static String field(SplittableRandom random) {
        StringBuilder field = new StringBuilder("p");
        for (int left = random.nextInt(6); left > 0; left--) {
            field.append(Fuzz.oneOf(random, ";", "; ", ",", " , ", ";;"))
                    .append(Fuzz.oneOf(
                            random, "error=", "next-hop=", "received-status=", "details=", "x", "*y-.=", "q"))
                    .append(Fuzz.oneOf(
                            random,
                            "dns_error",
                            "\"x y\"",
                            "502",
                            "-1",
                            "1.25",
                            ":YQ==:",
                            "?0",
                            "@5",
                            "%\"%c3%a9\"",
                            ""));
        }
        return field.toString();
    }

    private static void checkProxyStatus(String field) {
        List<ProxyStatus> members = ProxyStatus.parse(List.of(field));
        assertThat(members).hasSizeLessThanOrEqualTo(32);
        for (ProxyStatus member : members) {
            assertThat(member.receivedStatus() == 0 || member.receivedStatus() >= 100 && member.receivedStatus() <= 999)
                    .isTrue();
            assertThat(member.others()).hasSizeLessThanOrEqualTo(32);
            assertVisible(
                    member.intermediary(), member.error(), member.nextHop(), member.nextProtocol(), member.details());
            member.knownError();
        }
        if (!members.isEmpty()) {
            String written = members.stream().map(IntermediaryFuzzTest::written).collect(Collectors.joining(", "));
            assertThat(ProxyStatus.parse(List.of(written))).isEqualTo(members);
        }
    }

    private static void assertVisible(String... texts) {
        for (String text : texts) {
            assertThat(text == null || text.chars().allMatch(c -> c >= ' ' && c < 0x7f))
                    .as(text)
                    .isTrue();
        }
    }

    /** As the RFC would have it written, from what was read; the quickest way to find something read wrongly. */
    private static String written(ProxyStatus member) {
        StringBuilder out = new StringBuilder(quoted(member.intermediary()));
        add(out, "error", member.error());
        add(out, "next-hop", member.nextHop() == null ? null : quoted(member.nextHop()));
        boolean bytes = member.nextProtocol() != null && !member.nextProtocol().matches("[A-Za-z*].*");
        add(out, "next-protocol", bytes ? ":" + member.nextProtocol() + ":" : member.nextProtocol());
        add(out, "received-status", member.receivedStatus() == 0 ? null : "" + member.receivedStatus());
        add(out, "details", member.details() == null ? null : quoted(member.details()));
        member.others().forEach((key, value) -> add(out, key, written(value)));
        return out.toString();
    }

    private static void add(StringBuilder out, String key, String value) {
        if (value != null) {
            out.append("; ").append(key).append('=').append(value);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String written(StructuredValue value) {
        return switch (value.kind()) {
            case INTEGER, DECIMAL, TOKEN -> value.text();
            case STRING -> quoted(value.text());
            case BYTES -> ":" + value.text() + ":";
            case BOOLEAN -> "?" + value.text();
            case DATE -> "@" + value.text();
            case DISPLAY_STRING -> "%\"" + encoded(value.text()) + '"';
        };
    }

    private static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            out.append(String.format("%%%02x", b & 0xff));
        }
        return out.toString();
    }

    @Test
    void viaIsReadMemberByMember() {
        Fuzz.of(
                        "1.0 fred, 1.1 p.example.net",
                        "1.1 abc.cloudfront.net (CloudFront)",
                        "HTTP/1.1 [2001:db8::1]:8080 (a (b, \\) c))",
                        "kong/3.4.0, 1.1 google",
                        "1.1 varnish:6081, 2 edge")
                .run(100_000, field -> {
                    List<Via> hops = Via.parse(List.of(field));
                    assertThat(hops).hasSizeLessThanOrEqualTo(32);
                    for (Via hop : hops) {
                        assertThat(hop.receivedBy()).matches("[!-~]+");
                        assertThat(hop.port()).isBetween(0, 65_535);
                        assertVisible(
                                hop.protocol(),
                                hop.comment() == null ? null : hop.comment().replace('\t', ' '));
                        assertThat(Via.parse(List.of(written(hop)))).containsExactly(hop);
                    }
                });
    }

    private static String written(Via hop) {
        return (hop.protocol() == null ? "" : hop.protocol() + " ")
                + hop.receivedBy()
                + (hop.port() == 0 ? "" : ":" + hop.port())
                + (hop.comment() == null ? "" : " (" + hop.comment().replaceAll("([()\\\\])", "\\\\$1") + ")");
    }

    @Test
    void everyTypeIsWrittenByTheTest() {
        assertThat(Kind.values()).allMatch(kind -> written(new StructuredValue(kind, "1")) != null);
    }

    @Test
    void nothingTakesMoreThanLinearTime() {
        Growth.isLinear(16_000, text -> ProxyStatus.parse(List.of(text)), "", "p", "p;a=\"", "p;a=:", "p;a=%\"");
        Growth.isLinear(16_000, text -> Via.parse(List.of(text)), "", "1.1 a", "1.1 a (");
        Growth.isLinear(text -> ProxyStatus.parse(List.of(text)), "p");
        Growth.isLinear(text -> Via.parse(List.of(text)), "1.1 a (");
    }
}
