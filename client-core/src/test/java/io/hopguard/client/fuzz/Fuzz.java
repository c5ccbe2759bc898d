package io.hopguard.client.fuzz;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Feeds a parser with realistic values that have been damaged, with values from a generator that knows the grammar, and with
 * noise. Input number i depends on the seed and i alone; {@code -Dhopguard.fuzz.seed} sets another seed.
 */
public final class Fuzz {
    private static final long SEED = Long.getLong("hopguard.fuzz.seed", 20_261_121L);
    private static final int MAX_LENGTH = 1_000;

    /** What parsers stumble over: delimiters, controls, the edges of ASCII and Latin-1, digits that are none. */
    private static final String NASTY =
            "\0\t\n\r\u001b !\"#$%&'()*+,-./0123456789:;<=>?@AZ[\\]^_`az{|}~\u007f\u0080\u00a0\u00e9\u00ff\u0130\u0660\u2028\ud83d\uffff";

    private final String[] corpus;
    private final Function<SplittableRandom, String> grammar;

    private Fuzz(String[] corpus, Function<SplittableRandom, String> grammar) {
        this.corpus = corpus;
        this.grammar = grammar;
    }

    /** Values that are realistic; the pieces of one may be joined with those of another. */
    public static Fuzz of(String... corpus) {
        return new Fuzz(corpus, random -> pieces(corpus, random));
    }

    /** Adds a generator that knows the grammar. */
    public Fuzz with(Function<SplittableRandom, String> generator) {
        return new Fuzz(corpus, generator);
    }

    /** Checks as many inputs; the failure names the seed and the input. */
    public void run(int inputs, Consumer<String> check) {
        for (int i = 0; i < inputs; i++) {
            String input = input(new SplittableRandom(SEED + i));
            try {
                check.accept(input);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("input " + i + " of -Dhopguard.fuzz.seed=" + SEED + ": " + shown(input), e);
            }
        }
    }

    private String input(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> noise(random, 0x110000);
            case 1 -> noise(random, 0x100);
            case 2, 3 -> grammar.apply(random);
            case 4 -> damaged(grammar.apply(random), random);
            default -> damaged(corpus[random.nextInt(corpus.length)], random);
        };
    }

    private static String noise(SplittableRandom random, int bound) {
        StringBuilder out = new StringBuilder();
        for (int left = random.nextInt(40); left > 0; left--) {
            out.appendCodePoint(random.nextBoolean() ? nasty(random) : random.nextInt(bound));
        }
        return out.toString();
    }

    private static char nasty(SplittableRandom random) {
        return NASTY.charAt(random.nextInt(NASTY.length()));
    }

    private static String pieces(String[] corpus, SplittableRandom random) {
        StringBuilder out = new StringBuilder();
        for (int left = random.nextInt(1, 5); left > 0; left--) {
            String one = corpus[random.nextInt(corpus.length)];
            int start = random.nextInt(one.length() + 1);
            out.append(one, start, random.nextInt(start, one.length() + 1));
        }
        return out.toString();
    }

    private static String damaged(String value, SplittableRandom random) {
        StringBuilder out = new StringBuilder(value);
        for (int left = random.nextInt(4); left >= 0; left--) {
            damage(out, random);
            if (out.length() > MAX_LENGTH) {
                out.setLength(MAX_LENGTH);
            }
        }
        return out.toString();
    }

    private static void damage(StringBuilder text, SplittableRandom random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(8));
        switch (random.nextInt(7)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, text.substring(at, end));
            case 2 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(60)));
            case 3 -> text.setLength(at);
            case 4 -> text.replace(at, end, String.valueOf(random.nextLong()));
            case 5 -> text.insert(at, nasty(random));
            default -> text.replace(at, Math.min(end, at + 1), String.valueOf(nasty(random)));
        }
    }

    /** Any one of these. */
    public static String oneOf(SplittableRandom random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** So that it can be read in a terminal, and pasted into a test. */
    public static String shown(String input) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : input.toCharArray()) {
            if (c >= ' ' && c < 0x7f) {
                out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return out.append('"').toString();
    }
}
