package io.hopguard.client.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes a diagnosis of a rule that applies. */
final class Told {
    private static final int LONGEST_DATE = 33;

    private static final long ROOM_MILLIS = 500;

    private Told() {}

    static Diagnosis by(Answer answer, Reply reply, Knowledge knowledge) {
        Facts facts = reply.facts();
        Draft draft = new Draft(answeredBy(answer, reply, knowledge), answer.causes(), answer.confidence())
                .product(answer.named() ? answer.product().name() : null)
                .because(Seen.of("status", reply.status() + " " + facts.reason(), answer.meaning()));
        for (Condition condition : answer.conditions()) {
            draft.because(condition.evidence(reply, answer.title()));
        }
        String retryAfter = reply.field("retry-after");
        if (retryAfter != null) {
            draft.because(Seen.field("Retry-After", moment(retryAfter), "when the sender wants to be asked again"));
        }
        addTimeout(draft, answer, facts, knowledge);
        return draft.end(knowledge.advice(answer), Hops.of(reply, knowledge));
    }

    private static AnsweredBy answeredBy(Answer answer, Reply reply, Knowledge knowledge) {
        AnsweredBy said = answer.answeredBy();
        if (said != null) {
            return said;
        }
        Product product = answer.product();
        if (!reply.facts().throughForwardProxy() || !product.roles().contains(Role.FORWARD_PROXY)) {
            return product.role().answeredBy();
        }
        List<Via> via = Hops.via(reply.facts());
        // Another proxy that relayed this product's answer has signed it, and is the one that this client goes through.
        boolean relayed =
                !via.isEmpty() && via.stream().noneMatch(member -> Hops.product(member, knowledge) == product);
        return relayed ? AnsweredBy.GATEWAY : AnsweredBy.FORWARD_PROXY;
    }

    /** A failure at a round time is somebody's default; it supports a conclusion and is none. */
    private static void addTimeout(Draft draft, Answer answer, Facts facts, Knowledge knowledge) {
        if (!answer.causes().contains(Cause.RESPONSE_TIMEOUT)
                && !answer.causes().contains(Cause.CONNECT_TIMEOUT)) {
            return;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(facts.elapsedNanos());
        for (Product product : answer.named() ? List.of(answer.product()) : knowledge.products()) {
            for (Map.Entry<Integer, String> timeout : product.timeouts().entrySet()) {
                long over = millis - TimeUnit.SECONDS.toMillis(timeout.getKey());
                if (over >= 0 && over < ROOM_MILLIS) {
                    draft.because(
                            Seen.elapsed(facts, "the default of " + timeout.getValue() + " (" + product.name() + ")"));
                }
            }
        }
    }

    /** Seconds or a date (RFC 9110 section 10.2.3); anything else is a stranger's word, and not repeated. */
    private static String moment(String retryAfter) {
        boolean seconds = retryAfter.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean date = retryAfter.endsWith(" GMT") && retryAfter.length() <= LONGEST_DATE;
        return seconds || date ? retryAfter : "(neither seconds nor a date)";
    }
}
