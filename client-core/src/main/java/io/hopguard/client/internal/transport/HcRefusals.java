package io.hopguard.client.internal.transport;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ProxyRefusedException;
import io.hopguard.client.error.ResponseSnapshot;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.RetryAfter;
import io.hopguard.client.policy.ProxyEndpoint;
import java.nio.charset.StandardCharsets;

/** What a forward proxy's own answer means. It is never handed out as if the target had said it. */
final class HcRefusals {
    /** RFC 9110 section 15.5.8: only a proxy says that. */
    static final int AUTHENTICATION_REQUIRED = 407;

    private HcRefusals() {}

    static ProxyRefusedException of(ProxyEndpoint proxy, Response answer, Phase phase) {
        int status = answer.status();
        String summary = summary(proxy, status);
        Evidence evidence = new Evidence("status", Integer.toString(status), "the proxy answered, not the target");
        ResponseSnapshot snapshot =
                new ResponseSnapshot(status, answer.headers().toMap(), answer.bytes(), StandardCharsets.UTF_8);
        return new ProxyRefusedException(new FailureDetails.Builder(summary, phase)
                .response(snapshot, RetryAfter.nanos(answer.headers(), System.currentTimeMillis()))
                .diagnosis(Diagnosis.observed(AnsweredBy.FORWARD_PROXY, cause(status), evidence, advice(proxy, status)))
                .build());
    }

    private static String summary(ProxyEndpoint proxy, int status) {
        String what = switch (status) {
            case AUTHENTICATION_REQUIRED ->
                proxy.authorization() == null
                        ? "asks for a user and password, set proxy.basicAuth"
                        : "does not accept the user and password, check proxy.basicAuth or those in the proxy's URI";
            case 403 -> "does not allow a tunnel to this target";
            case 502, 503 -> "could not reach the target";
            case 504 -> "did not reach the target in time";
            default -> "opened no tunnel";
        };
        return status + " by the proxy: it " + what;
    }

    private static Cause cause(int status) {
        return switch (status) {
            case AUTHENTICATION_REQUIRED -> Cause.CONFIGURATION;
            case 401, 403, 405 -> Cause.DENIED;
            case 400 -> Cause.BAD_REQUEST;
            case 429 -> Cause.RATE_LIMITED;
            default -> Cause.UNKNOWN;
        };
    }

    private static String advice(ProxyEndpoint proxy, int status) {
        return switch (status) {
            case AUTHENTICATION_REQUIRED ->
                "set proxy(p -> p.basicAuth(user, password)) as " + proxy.address()
                        + " wants it; schemes other than Basic are not supported";
            case 401, 403, 405 ->
                "have the target's host and port allowed by " + proxy.address() + ", or put it into proxy.noProxy";
            default -> "check the log of the proxy " + proxy.address() + ", and whether it reaches the target";
        };
    }
}
