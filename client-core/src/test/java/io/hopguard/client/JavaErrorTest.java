package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors of the virtual machine are nobody's to handle. */
class JavaErrorTest {

    @ParameterizedTest
    @EnumSource
    void anErrorIsNeitherRetriedNorWrapped(Mode mode) {
        Error error = new StackOverflowError();
        Rig rig = new Rig().then(ScriptedTransport.throwsError(error));
        assertThat(catchThrowable(() -> mode.send(rig.client().get("/orders")))).isSameAs(error);
        assertThat(rig.transport.attempts()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorFreesItsPlaceInTheBulkhead(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.bulkhead(bulkhead -> bulkhead.maxConcurrentCalls(1)))
                .then(ScriptedTransport.throwsError(new StackOverflowError()))
                .then(ScriptedTransport.answers(200));
        assertThat(catchThrowable(() -> mode.send(rig.client().get("/orders")))).isInstanceOf(Error.class);
        assertThat(mode.send(rig.client().get("/orders")).status()).isEqualTo(200);
    }
}
