package io.hopguard.client.diagnosis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How well the captured answers are diagnosed. */
final class GatewayScore {
    final List<String> wrongProducts = new ArrayList<>();
    final List<String> wrongProducers = new ArrayList<>();
    final List<String> missedCauses = new ArrayList<>();
    final List<String> unnamed = new ArrayList<>();
    int cases;
    int marked;
    int unknownProducer;
    int decidable;
    private int size;
    private final Map<String, List<GatewayCase>> alike = new HashMap<>();

    static GatewayScore of(List<GatewayCase> cases, Diagnoser diagnoser) {
        GatewayScore score = new GatewayScore();
        cases.forEach(one -> score.add(one, diagnoser.diagnose(one.facts())));
        return score;
    }

    private void add(GatewayCase one, Diagnosis diagnosis) {
        cases++;
        size += diagnosis.causes().size();
        String said = one + " (" + one.cause() + "): " + diagnosis;
        String product = diagnosis.product();
        if (product != null && !one.products().contains(product)) {
            wrongProducts.add(said);
        }
        boolean unknown = diagnosis.answeredBy() == AnsweredBy.UNKNOWN;
        if (!unknown && !one.producers().contains(diagnosis.answeredBy())) {
            wrongProducers.add(said);
        }
        decidable += one.producers().size() == 1 ? 1 : 0;
        unknownProducer += one.producers().size() == 1 && unknown ? 1 : 0;
        if (one.causes().stream().noneMatch(diagnosis.causes()::contains)) {
            missedCauses.add(said);
        }
        marked += one.marked() ? 1 : 0;
        if (one.marked() && product == null) {
            unnamed.add(said);
        }
        alike.computeIfAbsent(look(one), key -> new ArrayList<>()).add(one);
    }

    /** The answer without what differs between two answers of the same making. */
    private static String look(GatewayCase one) {
        String text = new String(one.bytes(), StandardCharsets.ISO_8859_1)
                .replaceAll("(?mi)^(date|expires|last-modified|x-varnish|etag|content-length):[^\r]*", "$1:")
                .replaceAll(
                        "XID: \\d+|Port \\d+|:\\d{4,5}|\"requestId\":\"[^\"]*\"|\\d{4}-\\d\\d-\\d\\dT[\\d:.+Z]*", "#")
                // Whether the version is shown is a setting, and no cause.
                .replaceAll("nginx/[0-9.]+", "nginx")
                .replaceAll("(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[ ,][^<\r]*(GMT|UTC)[ 0-9]*", "#");
        return one.facts().ending() + " " + one.facts().reusedConnection() + text.toLowerCase(Locale.ROOT);
    }

    double meanSize() {
        return (double) size / cases;
    }

    /** The mean size of sets that miss nothing and cannot tell apart what looks alike. */
    double smallestMeanSize() {
        int sum = 0;
        for (List<GatewayCase> group : alike.values()) {
            sum += group.size()
                    * smallest(group.stream().map(GatewayCase::causes).toList());
        }
        return (double) sum / cases;
    }

    private static int smallest(List<Set<Cause>> truths) {
        List<Cause> all = List.of(Cause.values());
        for (int wanted = 1; wanted < all.size(); wanted++) {
            if (hits(truths, all, 0, wanted, EnumSet.noneOf(Cause.class))) {
                return wanted;
            }
        }
        return all.size();
    }

    private static boolean hits(List<Set<Cause>> truths, List<Cause> all, int from, int left, Set<Cause> chosen) {
        Set<Cause> open = truths.stream()
                .filter(truth -> truth.stream().noneMatch(chosen::contains))
                .findFirst()
                .orElse(Set.of());
        if (open.isEmpty()) {
            return true;
        }
        for (Cause next : left == 0 ? Set.<Cause>of() : open) {
            chosen.add(next);
            boolean found = hits(truths, all, from, left - 1, chosen);
            chosen.remove(next);
            if (found) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "cases %d, wrong product %d, wrong answeredBy %d, cause missed %d, named %d of %d, "
                        + "answeredBy unknown %d of %d decidable, mean set %.2f, smallest mean set %.2f",
                cases,
                wrongProducts.size(),
                wrongProducers.size(),
                missedCauses.size(),
                marked - unnamed.size(),
                marked,
                unknownProducer,
                decidable,
                meanSize(),
                smallestMeanSize());
    }
}
