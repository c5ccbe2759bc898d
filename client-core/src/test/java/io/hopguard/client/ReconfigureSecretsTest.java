package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.hopguard.client.http.Headers;
import org.junit.jupiter.api.Test;

/** What is secret when settings change: masking stays as it was, but no other origin learns more than it may. */
class ReconfigureSecretsTest {
    @Test
    void aHeaderThatIsDeclaredSecretLaterIsNotSentToAnotherOrigin() {
        Rig rig = new Rig()
                .with(b -> b.redaction(r -> r.header("X-First")))
                .then(answers(302, "Location", "https://other.test/"))
                .then(answers(200));
        rig.client();
        rig.reconfigure(b -> b.redirects(r -> r.crossOrigin(true)).redaction(r -> r.header("X-Second")));
        rig.client()
                .get("/")
                .header("X-First", "a")
                .header("X-Second", "b")
                .header("X-Third", "c")
                .send();
        Headers abroad = rig.transport.requests().get(1).headers();
        assertThat(abroad.first("X-Third")).isEqualTo("c");
        assertThat(abroad.contains("X-Second")).isFalse();
        assertThat(abroad.contains("X-First")).isFalse();
    }

    @Test
    void theWarningAboutWhatStaysShowsNothingThatIsMasked() {
        try (LogCapture log = new LogCapture(Level.WARN)) {
            Rig rig = new Rig()
                    .with(b -> b.baseUri("http://api.test/tenants/acme").redaction(r -> r.pattern("acme")))
                    .then(answers(200));
            rig.client()
                    .reconfigure(new Rig()
                            .with(b ->
                                    b.baseUri("http://api.test/tenants/acme").redaction(r -> r.header("X-Acme-acme")))
                            .builder()
                            .internals(rig.time, () -> Rig.CHANCE, rig.transport));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("needs to be built anew", "redaction:")
                    .doesNotContain("acme");
        }
    }

    @Test
    void whatWasSecretStaysSoWhereItIsNotDeclaredAnyMore() {
        Rig rig = new Rig()
                .with(b -> b.redaction(r -> r.header("X-First")))
                .then(answers(302, "Location", "https://other.test/"))
                .then(answers(200));
        rig.client()
                .reconfigure(new Rig()
                        .with(b -> b.redirects(r -> r.crossOrigin(true)))
                        .builder()
                        .internals(rig.time, () -> Rig.CHANCE, rig.transport));
        rig.client().get("/").header("X-First", "a").send();
        assertThat(rig.transport.requests().get(1).headers().contains("X-First"))
                .isFalse();
    }
}
