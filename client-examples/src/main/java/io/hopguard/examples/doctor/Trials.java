package io.hopguard.examples.doctor;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.PhaseTimes;
import io.hopguard.client.error.ResponseSnapshot;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.examples.doctor.Trial.Failure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends the request, each time once and with nothing that would hide a failure. */
record Trials(Sender sender, Order order) {
    private static final Duration LONGEST_DIAL = Duration.ofSeconds(5);

    /** A client of its own for each trial, so that each of them resolves, connects and shakes hands. */
    ResilientClient open() {
        Duration timeout = order.timeout();
        Duration dial = timeout.compareTo(LONGEST_DIAL) < 0 ? timeout : LONGEST_DIAL;
        return ResilientClient.builder()
                .name("doctor")
                .timeouts(t -> t.total(timeout)
                        .attempt(timeout)
                        .idle(timeout)
                        .connect(dial)
                        .tls(dial))
                .retry(retry -> retry.off())
                .retryBudget(budget -> budget.off())
                .circuitBreaker(breaker -> breaker.off())
                .redirects(redirects -> redirects.off())
                .build();
    }

    /**
     * Sends it once.
     *
     * @throws InvalidRequestException when it is no request that can be sent
     * @throws InterruptedException when somebody lost patience
     */
    Trial one(ResilientClient client, URI uri, int number) throws InterruptedException {
        Instant began = Instant.now();
        try {
            return answered(number, began, sender.send(client, uri));
        } catch (InvalidRequestException e) {
            throw e;
        } catch (CallCancelledException e) {
            throw new InterruptedException("while waiting for " + Words.of(e.phase()));
        } catch (HopguardException e) {
            return failed(number, began, e);
        }
    }

    private Trial answered(int number, Instant began, Response response) {
        Attempt attempt = last(response.attempts());
        return new Trial(
                number,
                began,
                attempt.elapsed().toNanos(),
                attempt.times(),
                Phase.BODY,
                attempt.peer(),
                response.status(),
                response.headers(),
                response.bytes().length,
                null,
                AnswerDiagnosis.of(response, order.method(), order.accept()));
    }

    private static Trial failed(int number, Instant began, HopguardException e) {
        List<Attempt> attempts = e.attempts();
        Attempt attempt = last(attempts);
        return new Trial(
                number,
                began,
                attempts.isEmpty() ? e.elapsed().toNanos() : attempt.elapsed().toNanos(),
                attempt.times(),
                e.phase(),
                attempt.peer(),
                0,
                begun(e.details().response()),
                -1,
                new Failure(
                        e.getClass().getSimpleName(),
                        e.code(),
                        Masks.clean(e.details().summary())),
                e.diagnosis());
    }

    /** The head of a response that did not come whole. */
    private static Headers begun(@Nullable ResponseSnapshot response) {
        List<String> fields = new ArrayList<>();
        if (response != null) {
            response.headers()
                    .forEach((name, values) -> values.forEach(value -> {
                        fields.add(name);
                        fields.add(value);
                    }));
        }
        return Headers.received(fields.toArray(String[]::new));
    }

    private static Attempt last(List<Attempt> attempts) {
        return attempts.isEmpty()
                ? Attempt.number(1).reached(Phase.ADMISSION, PhaseTimes.NONE).build()
                : attempts.get(attempts.size() - 1);
    }
}
