package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where secrets must not follow. */
final class SecurityOfRedirects {
    private SecurityOfRedirects() {}

    static void credentialsDoNotFollowAChain() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (RawServer c = new RawServer(connection -> {
                    seen.add(connection.request());
                    connection.respond(200, "there");
                });
                RawServer b = redirecting(seen, c.url() + "/c");
                RawServer a = redirecting(seen, b.url() + "/b");
                ResilientClient client = ResilientClient.builder()
                        .redirects(r -> r.crossOrigin(true))
                        .header("Cookie", "s3cret=1")
                        .build()) {
            assertThat(client.get(a.url() + "/a")
                            .header("Authorization", "Bearer s3cret")
                            .header("X-Api-Key", "s3cret")
                            .fetch(String.class))
                    .isEqualTo("there");
        }
        assertThat(seen).hasSize(3);
        assertThat(seen.get(0)).contains("s3cret");
        assertThat(seen.subList(1, 3)).noneMatch(request -> request.contains("s3cret"));
    }

    private static RawServer redirecting(List<String> seen, String location) {
        return new RawServer(c -> {
            seen.add(c.request());
            c.send("HTTP/1.1 302 X\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
        });
    }

    static void aLoopDoesNotShowTheQuery() {
        Rig rig = new Rig()
                .with(builder -> builder.baseUri(null))
                .then(ScriptedTransport.answers(302, "Location", "/loop?token=s3cret&s3cret"));
        HopguardException failure = catchThrowableOfType(
                HopguardException.class,
                () -> rig.client().get("http://a.test/start?token=s3cret").fetch(String.class));
        assertThat(rig.transport.attempts()).isEqualTo(6);
        assertThat(failure.attempts()).hasSize(6);
        assertThat(failure).hasMessageNotContaining("s3cret");
        assertThat(failure.toString()).doesNotContain("s3cret");
        assertThat(rig.transport.requests())
                .noneMatch(request -> request.toString().contains("s3cret"));
    }
}
