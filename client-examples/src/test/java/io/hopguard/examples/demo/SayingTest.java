package io.hopguard.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.examples.demo.Outcome.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class SayingTest {
    private static final String STORY = "GET /orders/{id} failed after %d attempts in %s of 2 s"
            + " [1: 502 by nginx, %s; wait %s; 2: %d by nginx, 1 ms]; retry budget %d/10";

    @Test
    void groupsStoriesThatDifferOnlyInTimesAndBudgets() {
        List<Saying> sayings = Saying.grouped(
                List.of(story(2, "1.204 s", "12 ms", "143 ms", 502, 10), story(2, "86 ms", "0 ms", "1 s", 502, 0)));
        assertThat(sayings).hasSize(1);
        assertThat(sayings.get(0).count()).isEqualTo(2);
        assertThat(sayings.get(0).example()).contains("1.204 s", "143 ms", "10/10");
    }

    @Test
    void keepsStoriesApartThatDifferInStatusesOrAttempts() {
        assertThat(Saying.grouped(List.of(
                        story(2, "1 s", "1 ms", "1 ms", 502, 1),
                        story(2, "1 s", "1 ms", "1 ms", 504, 1),
                        story(3, "1 s", "1 ms", "1 ms", 502, 1),
                        new Failure("IOException", "unexpected status 502"),
                        new Failure("IOException", "unexpected status 504"))))
                .hasSize(5);
    }

    @Test
    void groupsMessagesThatDifferInLengths() {
        assertThat(Saying.grouped(List.of(
                        new Failure("IOException", "fixed content-length: 452, bytes received: 226"),
                        new Failure("IOException", "fixed content-length: 1020, bytes received: 510"))))
                .extracting(Saying::story)
                .containsExactly("fixed content-length: _, bytes received: _");
    }

    @Test
    void putsTheMostFrequentFirst() {
        Failure rare = new Failure("HttpTimeoutException", "request timed out");
        Failure frequent = new Failure("IOException", "unexpected status 502");
        assertThat(Saying.grouped(List.of(rare, frequent, frequent)))
                .extracting(Saying::type)
                .containsExactly("IOException", "HttpTimeoutException");
    }

    private static Failure story(int attempts, String elapsed, String first, String wait, int status, int budget) {
        return new Failure("BadGatewayException", STORY.formatted(attempts, elapsed, first, wait, status, budget));
    }
}
