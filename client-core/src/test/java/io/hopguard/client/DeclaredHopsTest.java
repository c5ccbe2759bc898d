package io.hopguard.client;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.budget.HopPlan;
import io.hopguard.client.policy.InvalidConfigurationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A chain of hops that was declared to a client. */
class DeclaredHopsTest {
    private static ResilientClient client(Consumer<HopPlan.Builder> hops) {
        return new Rig()
                .with(builder -> builder.timeouts(t -> t.total(ofSeconds(5))).hops(hops))
                .client();
    }

    private static InvalidConfigurationException refusal(Consumer<HopPlan.Builder> hops) {
        return catchThrowableOfType(InvalidConfigurationException.class, () -> client(hops));
    }

    @Test
    void aChainThatFitsIsDescribed() {
        assertThat(client(h -> h.hop("nginx", ofSeconds(4)).hop("gunicorn", ofSeconds(3)))
                        .describe())
                .contains("client 5 s > nginx 4 s > gunicorn 3 s")
                .doesNotContain("hop error")
                .doesNotContain("hop warning");
    }

    @Test
    void aHopThatOutlastsTheOneInFrontIsRefusedByNameValueAndFix() {
        assertThat(refusal(h -> h.hop("nginx", ofSeconds(3)).hop("gunicorn", ofSeconds(60)))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("hops.gunicorn is 60 s; nginx gives up after 3 s and answers 504")
                .contains("lower --timeout of gunicorn below 3 s or raise proxy_read_timeout of nginx above 60 s");
    }

    @Test
    void withWarnOnlyTheSameIsDescribed() {
        assertThat(client(h -> h.hop("nginx", ofSeconds(3))
                                .hop("gunicorn", ofSeconds(60))
                                .warnOnly())
                        .describe())
                .containsPattern("hop error: +gunicorn is 60 s; nginx gives up after 3 s");
    }

    @Test
    void hopsThatOutlastTheClientAloneAreDescribedAndNotRefused() {
        assertThat(client(h -> h.hop("alb", ofSeconds(60))
                                .hop("nginx", ofSeconds(50))
                                .hop("gunicorn", ofSeconds(30)))
                        .describe())
                .containsPattern(
                        "hop warning: +alb is 60 s; client gives up after 5 s with a DeadlineExceededException")
                .doesNotContain("hop error");
    }

    @Test
    void aRaceIsDescribedAndNotRefused() {
        assertThat(client(h -> h.hop("nginx", ofSeconds(4)).hop("gunicorn", ofSeconds(4)))
                        .describe())
                .containsPattern("hop warning: +gunicorn is 4 s; a race");
    }

    @Test
    void aTimeThatIsNoneIsRefusedEvenWithWarnOnly() {
        assertThat(refusal(h -> h.hop("nginx", ZERO).hop(" ", ofSeconds(1)).warnOnly())
                        .problems())
                .containsExactly(
                        "hops.nginx is 0 ms; must be more than 0",
                        "hops is a hop without a name; name it as your operators do");
    }

    @Test
    void withoutHopsNothingIsSaid() {
        assertThat(client(h -> {}).describe()).doesNotContain("hops:");
    }
}
