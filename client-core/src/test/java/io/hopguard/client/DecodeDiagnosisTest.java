package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosed;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Facts;
import io.hopguard.client.error.BodyDecodeException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.UnexpectedContentException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A good status over a body that a gateway spoilt. */
class DecodeDiagnosisTest {
    private final List<Facts> asked = new CopyOnWriteArrayList<>();

    record Order(int id) {}

    private HopguardException failure(Mode mode, Diagnosis diagnosis, String type, String body, String... headers) {
        Rig rig = new Rig()
                .with(builder -> builder.concluding(facts -> {
                    asked.add(facts);
                    return diagnosis;
                }))
                .then(ScriptedTransport.says(
                        200,
                        body,
                        Stream.concat(Stream.of("Content-Type", type), Stream.of(headers))
                                .toArray(String[]::new)));
        HopguardException failure = Assertions.catchThrowableOfType(
                HopguardException.class, () -> mode.fetch(rig.client().get("/orders/{id}", 42), Order.class));
        assertThat(rig.transport.attempts()).as("not tried again").isOne();
        return failure;
    }

    @ParameterizedTest
    @EnumSource
    void jsonThatEndsEarlyInsideACompleteMessageWasCutByAGateway(Mode mode) {
        Diagnosis cut = Diagnosed.nginx(Cause.TRUNCATED_RESPONSE);
        HopguardException failure = failure(mode, cut, "application/json", "{\"id\":", "Content-Length", "6");
        assertThat(failure)
                .isExactlyInstanceOf(BodyDecodeException.class)
                .hasMessageContaining("the body could not be read as io.hopguard.client.DecodeDiagnosisTest$Order;"
                        + " the body ends early inside a complete message: a gateway cut it");
        assertThat(failure.diagnosis()).isSameAs(cut);
        Facts facts = asked.get(0);
        assertThat(facts.ending()).isEqualTo(Facts.Ending.ANSWERED);
        assertThat(facts.status()).isEqualTo(200);
        assertThat(facts.accept()).isEqualTo("application/json");
        assertThat(facts.first("content-type")).isEqualTo("application/json");
        assertThat(facts.body()).asString().isEqualTo("{\"id\":");
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatEndsWithItsConnectionMayHaveBeenCutByAnything(Mode mode) {
        Diagnosis cut = Diagnosed.nginx(Cause.TRUNCATED_RESPONSE);
        assertThat(failure(mode, cut, "application/json", "{\"id\":"))
                .hasMessageEndingWith("$Order; the body ends early");
    }

    @ParameterizedTest
    @EnumSource
    void whereItIsNotSureTheMessageDoesNotSaySo(Mode mode) {
        Diagnosis unsure = Diagnosed.nginx(Cause.TRUNCATED_RESPONSE, Cause.APPLICATION_ERROR);
        assertThat(failure(mode, unsure, "application/json", "{\"id\":"))
                .hasMessageContaining("the body could not be read as")
                .hasMessageNotContaining("gateway");
    }

    @ParameterizedTest
    @EnumSource
    void aPageWhereJsonWasWantedHasADiagnosis(Mode mode) {
        Diagnosis page = Diagnosed.nginx(Cause.MAINTENANCE);
        HopguardException failure = failure(mode, page, "text/html", "<html>back soon</html>");
        assertThat(failure).isExactlyInstanceOf(UnexpectedContentException.class);
        assertThat(failure.diagnosis()).isSameAs(page);
        assertThat(asked.get(0).body()).asString().contains("back soon");
    }
}
