package io.hopguard.client.diagnosis;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule: an answer that a product gives, how it is recognised and what it says. Immutable.
 *
 * @param product whose it is
 * @param title of the signature that it belongs to
 * @param statuses its status codes
 * @param conditions all of which have to hold
 * @param strength on what kind of mark it rests
 * @param answeredBy who made such an answer, or null where the product's role says it
 * @param named whether the product is the one that answered; false where several products answer so
 * @param causes most likely first
 * @param confidence how sure it is
 * @param meaning what such an answer says
 * @param source where this is known from
 */
record Answer(
        Product product,
        String title,
        Set<Integer> statuses,
        List<Condition> conditions,
        Strength strength,
        @Nullable AnsweredBy answeredBy,
        boolean named,
        List<Cause> causes,
        Confidence confidence,
        String meaning,
        String source) {

    private static final int WHOLE_CLASS = 100;
    private static final int EXACT_STATUS = 5;

    boolean holds(Reply reply) {
        for (Condition condition : conditions) {
            if (!condition.holds(reply)) {
                return false;
            }
        }
        return true;
    }

    /** How unlikely it is that this applies by accident. */
    int weight() {
        int exact = statuses.size() < WHOLE_CLASS ? EXACT_STATUS : 0;
        return exact + conditions.stream().mapToInt(Condition::weight).sum();
    }
}
