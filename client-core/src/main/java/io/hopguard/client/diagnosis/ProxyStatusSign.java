package io.hopguard.client.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code Proxy-Status} says (RFC 9209): the standard's own field outranks every other mark. */
final class ProxyStatusSign {
    private static final int FIRST_ERROR = 400;

    private ProxyStatusSign() {}

    static @Nullable Diagnosis read(Reply reply, Knowledge knowledge) {
        if (reply.field("proxy-status") == null) {
            return null;
        }
        List<ProxyStatus> members = ProxyStatus.parse(Hops.lines(reply.facts(), "proxy-status"));
        for (ProxyStatus member : members) {
            ProxyError error = member.knownError();
            if (error != null) {
                return failed(member, error, reply, knowledge);
            }
        }
        int status = reply.facts().status();
        boolean relayed = status >= FIRST_ERROR
                && !members.isEmpty()
                && members.stream().allMatch(member -> member.error() == null && member.receivedStatus() == status);
        Answer answer = relayed ? knowledge.find(reply) : null;
        boolean page = answer != null && answer.strength() != Strength.GUESS;
        return relayed && !page ? relayed(members.get(0), reply, knowledge) : null;
    }

    private static Diagnosis failed(ProxyStatus member, ProxyError error, Reply reply, Knowledge knowledge) {
        boolean own = error.ownResponse() || reply.facts().status() >= FIRST_ERROR;
        AnsweredBy gateway = reply.facts().throughForwardProxy() ? AnsweredBy.UNKNOWN : AnsweredBy.GATEWAY;
        String details = member.details();
        List<Cause> causes = ProxyErrorCauses.of(error, details);
        Draft draft = new Draft(own ? gateway : AnsweredBy.UNKNOWN, causes, Confidence.CERTAIN)
                .product(product(member, knowledge))
                .because(Seen.of(
                        "Proxy-Status",
                        error.token(),
                        Seen.printable(member.intermediary(), 64) + " says so (RFC 9209)"));
        if (details != null) {
            draft.because(Seen.of("Proxy-Status details", details, "its own words"));
        }
        String nextHop = member.nextHop();
        if (nextHop != null) {
            draft.because(Seen.of("Proxy-Status next-hop", nextHop, "whom it asked"));
        }
        return draft.end(knowledge.advice(causes), Hops.of(reply, knowledge));
    }

    private static Diagnosis relayed(ProxyStatus nearest, Reply reply, Knowledge knowledge) {
        List<Cause> causes = List.of(Cause.APPLICATION_ERROR);
        return new Draft(AnsweredBy.ORIGIN, causes, Confidence.LIKELY)
                .because(Seen.of(
                        "Proxy-Status received-status",
                        String.valueOf(nearest.receivedStatus()),
                        "the hop nearest to the origin received this status and names no error of its own"))
                .end(knowledge.advice(causes), Hops.of(reply, knowledge));
    }

    /** The product that an intermediary's name is, as far as {@code Via} would know it. */
    private static @Nullable String product(ProxyStatus member, Knowledge knowledge) {
        Product product = Hops.product(new Via(null, member.intermediary(), 0, null), knowledge);
        return product == null ? null : product.name();
    }
}
