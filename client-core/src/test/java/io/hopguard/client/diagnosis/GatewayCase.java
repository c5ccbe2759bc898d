package io.hopguard.client.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One captured answer with what is known about it.
 *
 * @param file its name
 * @param gateway what stood there
 * @param cause what was broken on purpose
 * @param bytes as they came
 * @param facts what a client knows
 * @param causes any of which is the truth
 * @param producers who may be said to have answered
 * @param products which names are right
 * @param marked whether it has a mark of the product that made it
 */
record GatewayCase(
        String file,
        String gateway,
        String cause,
        byte[] bytes,
        Facts facts,
        Set<Cause> causes,
        Set<AnsweredBy> producers,
        Set<String> products,
        boolean marked) {
    private static final String FOLDER = "/gateways/";

    static List<GatewayCase> all() {
        Map<String, String[]> causes = table("causes.tsv");
        Map<String, String[]> products = table("products.tsv");
        return Arrays.stream(text("captured/truth.tsv").split("\n"))
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(row -> of(row, causes.get(row[3]), products.get(row[1])))
                .toList();
    }

    /** The same without what only the client that received it knows. */
    GatewayCase saved() {
        Facts bare = RawCapture.facts(bytes, "", facts.throughForwardProxy());
        return new GatewayCase(file, gateway, cause, bytes, bare, causes, producers, products, marked);
    }

    private static GatewayCase of(String[] row, String[] cause, String[] product) {
        byte[] bytes = bytes("captured/" + row[0]);
        boolean forward = product[1].equals("forward");
        Facts facts = RawCapture.facts(bytes, row[5], forward);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean made = Arrays.stream(product[4].split("\\|")).anyMatch(mark -> !mark.isEmpty() && text.contains(mark));
        return new GatewayCase(
                row[0],
                row[1],
                row[3],
                bytes,
                facts,
                causes(facts, cause),
                producers(facts, cause[2], product[1]),
                products(facts, cause[2], product),
                made && facts.ending() == Facts.Ending.ANSWERED && facts.status() >= 400);
    }

    /** What leaves no trace in a whole, correct answer cannot be found in it. */
    private static Set<Cause> causes(Facts facts, String[] cause) {
        Set<Cause> causes = Arrays.stream(cause[1].split(" "))
                .map(Cause::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Cause.class)));
        String body = new String(facts.body(), StandardCharsets.ISO_8859_1).strip();
        if (facts.ending() == Facts.Ending.ANSWERED
                && facts.status() == 200
                && Set.of("{}", "{\"orders\":[]}").contains(body)) {
            causes.add(Cause.UNKNOWN);
        }
        return causes;
    }

    private static Set<AnsweredBy> producers(Facts facts, String who, String kind) {
        if (facts.ending() == Facts.Ending.NO_RESPONSE) {
            return Set.of(AnsweredBy.NETWORK);
        }
        if (who.equals("any") || facts.status() < 400 || facts.ending() != Facts.Ending.ANSWERED) {
            return EnumSet.complementOf(EnumSet.of(AnsweredBy.CLIENT, AnsweredBy.NETWORK));
        }
        boolean page = new String(facts.body(), StandardCharsets.ISO_8859_1).startsWith("<!doctype html>");
        boolean origin = who.equals("origin") || kind.equals("origin") || who.equals("limiter") && page;
        AnsweredBy maker = kind.equals("forward") ? AnsweredBy.FORWARD_PROXY : AnsweredBy.GATEWAY;
        return Set.of(origin ? AnsweredBy.ORIGIN : maker);
    }

    private static Set<String> products(Facts facts, String who, String[] product) {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(product[3].split(" ")));
        boolean relayed = who.equals("origin") && !product[1].equals("origin");
        if (!relayed || facts.ending() != Facts.Ending.ANSWERED) {
            names.add(product[2]);
        }
        return names;
    }

    private static Map<String, String[]> table(String name) {
        Map<String, String[]> rows = new HashMap<>();
        for (String line : text(name).split("\n")) {
            String[] row = line.split("\t", -1);
            rows.put(row[0], row);
        }
        return rows;
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = GatewayCase.class.getResourceAsStream(FOLDER + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file;
    }
}
