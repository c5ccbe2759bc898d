package io.hopguard.client.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The chain of hops that the header fields reveal. */
final class Hops {
    private static final int MAX_HOPS = 16;
    private static final int MAX_NAME = 64;

    private Hops() {}

    /** A field's value that shows that an answer passed a product. */
    record Mark(Product product, Glob value) {}

    /** The hops, the one nearest to this client first. */
    static List<String> of(Reply reply, Knowledge knowledge) {
        if (reply.fields().isEmpty()) {
            return List.of();
        }
        List<Product> marked = marked(reply, knowledge);
        Set<String> hops = new LinkedHashSet<>();
        marked.stream().filter(product -> product.role() == Role.CDN).forEach(product -> hops.add(product.name()));
        List<Via> via = via(reply.facts());
        for (int i = via.size() - 1; i >= 0; i--) {
            hops.add(name(via.get(i), knowledge));
        }
        addProxyStatus(hops, reply.facts());
        marked.forEach(product -> hops.add(product.name()));
        return hops.stream().limit(MAX_HOPS).toList();
    }

    private static List<Product> marked(Reply reply, Knowledge knowledge) {
        List<Product> marked = new ArrayList<>();
        for (Map.Entry<String, String> field : reply.fields().entrySet()) {
            for (Mark mark : knowledge.hops(field.getKey())) {
                boolean fits = !field.getKey().equals("via")
                        && mark.value().matches(field.getValue().toLowerCase(Locale.ROOT), reply.status());
                if (fits && !marked.contains(mark.product())) {
                    marked.add(mark.product());
                }
            }
        }
        marked.sort(Comparator.comparing(Product::role).thenComparing(Product::name));
        return marked;
    }

    private static void addProxyStatus(Collection<String> hops, Facts facts) {
        List<ProxyStatus> members = ProxyStatus.parse(lines(facts, "proxy-status"));
        for (int i = members.size() - 1; i >= 0; i--) {
            hops.add(Seen.printable(members.get(i).intermediary(), MAX_NAME));
        }
    }

    /** The product that handed the answer to this client as far as {@code Via} or {@code Server} say so, or null. */
    static @Nullable Product last(Reply reply, Knowledge knowledge) {
        List<Via> via = via(reply.facts());
        if (!via.isEmpty()) {
            return product(via.get(via.size() - 1), knowledge);
        }
        String server = reply.field("server");
        return server == null ? null : product(knowledge.hops("server"), server);
    }

    static List<Via> via(Facts facts) {
        return Via.parse(lines(facts, "via"));
    }

    private static String name(Via via, Knowledge knowledge) {
        Product product = product(via, knowledge);
        return product == null ? Seen.printable(via.receivedBy(), MAX_NAME) : product.name();
    }

    static @Nullable Product product(Via via, Knowledge knowledge) {
        String comment = via.comment();
        Product byComment = comment == null ? null : product(knowledge.hops("via"), comment);
        return byComment == null ? product(knowledge.hops("via"), via.receivedBy()) : byComment;
    }

    private static @Nullable Product product(List<Mark> marks, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        for (Mark mark : marks) {
            if (mark.value().matches(lower, "")) {
                return mark.product();
            }
        }
        return null;
    }

    /** All lines of a field. */
    static List<String> lines(Facts facts, String name) {
        List<String> lines = new ArrayList<>(1);
        for (int i = 0; i < facts.fields(); i++) {
            if (facts.name(i).equalsIgnoreCase(name)) {
                lines.add(facts.value(i));
            }
        }
        return lines;
    }
}
