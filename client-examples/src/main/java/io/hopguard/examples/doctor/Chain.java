package io.hopguard.examples.doctor;

import io.hopguard.client.diagnosis.AnsweredBy;
import java.util.ArrayList;
import java.util.List;

/** The hops from this program to the application, as far as an attempt tells them. */
final class Chain {
    private Chain() {}

    /**
     * One hop.
     *
     * @param label what it is called
     * @param note what else is known
     * @param broke whether the diagnosis points at it
     */
    record Node(String label, String note, boolean broke) {}

    static List<Node> of(Trial trial) {
        AnsweredBy who =
                trial.succeeded() ? AnsweredBy.UNKNOWN : trial.diagnosis().answeredBy();
        String product = trial.diagnosis().product();
        List<String> names = new ArrayList<>(Hops.names(trial));
        if (names.isEmpty() && who == AnsweredBy.GATEWAY && product != null) {
            names.add(Masks.clean(product));
        }
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node("this program", "", who == AnsweredBy.CLIENT));
        String peer = trial.peer() == null ? "no connection" : trial.peer();
        if (names.isEmpty()) {
            boolean broke = who == AnsweredBy.GATEWAY || who == AnsweredBy.NETWORK || who == AnsweredBy.FORWARD_PROXY;
            nodes.add(new Node(peer, trial.answered() ? "does not name itself" : "", broke));
        }
        int broken = who == AnsweredBy.GATEWAY ? indexOf(product == null ? "" : product, names) : -1;
        for (int i = 0; i < names.size(); i++) {
            nodes.add(new Node(names.get(i), i == 0 ? peer : "", i == broken));
        }
        nodes.add(new Node("application", "or further hops", who == AnsweredBy.ORIGIN));
        return nodes;
    }

    /** A hop that cannot be told by its name is not accused. */
    private static int indexOf(String product, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (!product.isEmpty() && names.get(i).contains(product)) {
                return i;
            }
        }
        return names.size() == 1 ? 0 : -1;
    }
}
