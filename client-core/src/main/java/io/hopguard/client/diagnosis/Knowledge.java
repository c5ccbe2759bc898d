package io.hopguard.client.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All products, arranged so that few rules have to be tried for an answer. Immutable and thread-safe. */
final class Knowledge {
    private static final String FOLDER = "products/";
    private static final String INDEX = FOLDER + "index.txt";

    private static final Comparator<Answer> BEST_FIRST =
            Comparator.comparing(Answer::strength).thenComparing(Answer::weight).reversed();

    private final List<Product> products;
    private final Map<Integer, List<Answer>> byStatus = new HashMap<>();
    private final Map<String, List<Hops.Mark>> hopsByField = new HashMap<>();
    private final Map<Answer, Steps> advice = new IdentityHashMap<>();
    private final Map<Cause, String> generalAdvice = new HashMap<>();

    private Knowledge(List<Product> products) {
        this.products = products;
        for (Product product : products) {
            if (!product.isNamed()) {
                generalAdvice.putAll(product.advice());
            }
        }
        for (Product product : products) {
            arrange(product);
        }
        // A list of the user's comes first, and the sort is stable: of two equal rules the user's wins.
        byStatus.values().forEach(rules -> rules.sort(BEST_FIRST));
    }

    private void arrange(Product product) {
        for (Answer answer : product.answers()) {
            advice.put(answer, adviceFor(product, answer.causes()));
            for (int status : answer.statuses()) {
                byStatus.computeIfAbsent(status, key -> new ArrayList<>()).add(answer);
            }
        }
        for (Condition.FieldFits hop : product.hops()) {
            hopsByField
                    .computeIfAbsent(hop.name().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .add(new Hops.Mark(product, hop.value()));
        }
    }

    /** Reads all that comes with this library. */
    static Knowledge standard() {
        List<Product> products = new ArrayList<>();
        for (String name : resource(INDEX).split("\\R")) {
            if (!name.isBlank() && !name.startsWith("#")) {
                String file = name.strip() + ".txt";
                products.add(ProductReader.read(file, resource(FOLDER + file)));
            }
        }
        return new Knowledge(List.copyOf(products));
    }

    Knowledge with(Product product) {
        List<Product> more = new ArrayList<>(products.size() + 1);
        more.add(product);
        more.addAll(products);
        return new Knowledge(List.copyOf(more));
    }

    Knowledge without(String name) {
        return new Knowledge(products.stream()
                .filter(product -> !product.name().equals(name))
                .toList());
    }

    private static String resource(String name) {
        try (InputStream in = Knowledge.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Product> products() {
        return products;
    }

    /** The best rule that applies, or null. */
    @Nullable
    Answer find(Reply reply) {
        for (Answer answer : byStatus.getOrDefault(reply.facts().status(), List.of())) {
            if (answer.holds(reply)) {
                return answer;
            }
        }
        return null;
    }

    List<Hops.Mark> hops(String field) {
        return hopsByField.getOrDefault(field, List.of());
    }

    Steps advice(Answer answer) {
        return advice.getOrDefault(answer, Steps.NONE);
    }

    /** What to do about causes where no product is known. */
    Steps advice(List<Cause> causes) {
        return adviceFor(null, causes);
    }

    /** No line for a cause is left out: the one that is needed may be the last. */
    private Steps adviceFor(@Nullable Product product, List<Cause> causes) {
        Map<Cause, String> byCause = new LinkedHashMap<>();
        for (Cause cause : causes) {
            String own = product == null ? null : product.advice().get(cause);
            String step = own == null ? generalAdvice.get(cause) : own;
            if (step != null) {
                byCause.put(cause, step);
            }
        }
        return Steps.of(product == null ? List.of() : product.look(), byCause);
    }
}
