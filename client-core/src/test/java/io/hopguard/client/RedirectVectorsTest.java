package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.error.UnexpectedStatusException;
import io.hopguard.client.http.Request;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What other clients leak or follow, by their own tests, advisories and measurements, replayed through the whole pipeline. */
class RedirectVectorsTest {
    private static final VectorTable TABLE = VectorTable.of("redirect_security");

    static Stream<Arguments> rows() {
        return TABLE.replayed()
                .map(RedirectRow::new)
                .flatMap(row -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, row)));
    }

    private static List<Request> sent(Mode mode, RedirectRow row, boolean crossOrigin) {
        Rig rig = new Rig()
                .with(b -> b.baseUri(row.from())
                        .redirects(r -> r.crossOrigin(crossOrigin)
                                .unsafeMethods(row.isMethodsRow())
                                .maxRedirects(20)
                                .secretHeaders(Set.of("X-Custom"))));
        int redirects = row.chain() > 0 ? Math.min(row.chain(), 100) : row.to().size();
        for (int i = 0; i < redirects; i++) {
            String to = row.chain() > 0 ? "/" + i : row.to().get(i);
            rig.then(ScriptedTransport.answers(row.status(), "Location", to));
        }
        rig.then(ScriptedTransport.answers(200));
        RequestSpec spec = rig.client().request(row.row().get("method"), "/");
        for (int i = 0; i < row.secrets().size(); i++) {
            spec.header(row.secrets().name(i), row.secrets().value(i));
        }
        if (row.body()) {
            spec.text(RedirectRow.SECRET);
        }
        if (row.expected().contains("typed error") || row.chain() > 20) {
            assertThatThrownBy(() -> mode.fetch(spec, String.class)).isInstanceOf(UnexpectedStatusException.class);
        } else {
            mode.send(spec);
        }
        return rig.transport.requests();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void doesWhatTheRowSays(Mode mode, RedirectRow row) {
        List<Request> sent = sent(mode, row, true);
        if (row.chain() > 0) {
            assertThat(sent).hasSize(21);
        } else if (row.leavesOrigin()) {
            assertThat(sent(mode, row, false)).as("by default").hasSize(1);
            assertThat(sent.subList(1, sent.size())).allSatisfy(RedirectVectorsTest::assertNoSecret);
            assertThat(sent).hasSize(mayBeFollowed(row) ? row.to().size() + 1 : 1);
        } else {
            assertThat(sent).hasSize(2);
            assertThat(sent.get(1).headers()).isEqualTo(row.secrets());
            boolean becomesGet = row.expected().startsWith("GET, ");
            String method = row.row().get("method");
            assertThat(sent.get(1).method()).isEqualTo(becomesGet ? "GET" : method);
            assertThat(sent.get(1).body() != null).isEqualTo(row.body() && !becomesGet);
        }
    }

    private static void assertNoSecret(Request request) {
        assertThat(request.headers().toMap().toString()).doesNotContain(RedirectRow.SECRET);
        assertThat(request.body()).isNull();
    }

    /** With other origins allowed: a GET to a usable http or https URI, without a downgrade. */
    private static boolean mayBeFollowed(RedirectRow row) {
        boolean downgrade = row.from().startsWith("https:") && row.to().get(0).startsWith("http:");
        return row.row().get("method").equals("GET") && !row.expected().contains("typed error") && !downgrade;
    }

    @Test
    void everyRowIsReplayedOrListed() {
        TABLE.assertThatEveryRowIsReplayedOrListed(row -> new RedirectRow(row).readable());
    }
}
