package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.policy.InvalidConfigurationException;
import io.hopguard.client.wire.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that are checked first and used later: what was found good then is what is used. */
class CheckedSettingsTest {
    @Test
    void filesAreReadOnceAndNotAgainWhenTheSettingsAreUsed(@TempDir Path folder) throws Exception {
        Path trust = Files.writeString(
                folder.resolve("trust.pem"), Certificates.with().make().pemCertificate());
        Rig rig = new Rig().then(answers(200));
        ResilientClient client = rig.client();
        ResilientClientBuilder next =
                rig.builder().baseUri("https://other.test").tls(t -> t.trust(trust));
        CheckedSettings checked = next.check();
        Files.delete(trust);
        assertThatThrownBy(() -> client.reconfigure(next)).isInstanceOf(InvalidConfigurationException.class);
        client.reconfigure(checked);
        assertThat(client.describe()).contains("https://other.test", "trust.pem");
        assertThat(client.get("/orders").send().status()).isEqualTo(200);
    }

    @Test
    void whatTheBuilderIsToldAfterwardsDoesNotChangeThem() {
        Rig rig = new Rig().then(answers(200));
        ResilientClientBuilder next = rig.builder().timeouts(t -> t.total(Duration.ofSeconds(4)));
        CheckedSettings checked = next.check();
        next.timeouts(t -> t.total(Duration.ZERO)).header("X-Tenant", "acme");
        rig.client().reconfigure(checked);
        rig.client().reconfigure(checked);
        assertThat(rig.client().describe()).contains("a call ends within 4 s").doesNotContain("X-Tenant");
        assertThat(rig.client().get("/orders").send().status()).isEqualTo(200);
    }

    @Test
    void thoseOfAnotherClientAreRefused() {
        Rig rig = new Rig().then(answers(200));
        CheckedSettings checked = rig.builder().name("other").check();
        assertThat(checked).hasToString("CheckedSettings of client other");
        assertThatThrownBy(() -> rig.client().reconfigure(checked))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("name is 'other'; must stay 'default'");
        assertThat(rig.client().enginesAlive()).isOne();
    }
}
