package io.hopguard.examples.doctor;

import io.hopguard.client.http.Headers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads who passed the answer on, as far as its header says so. */
final class Hops {
    private static final Set<String> MARKS = Set.of(
            "server",
            "via",
            "proxy-status",
            "x-cache",
            "x-cache-hits",
            "cf-ray",
            "cf-cache-status",
            "x-served-by",
            "x-powered-by",
            "x-varnish",
            "x-request-id",
            "server-timing",
            "cdn-cache",
            "x-azure-ref",
            "age",
            "cache-status",
            "x-proxy-cache");
    private static final List<String> FAMILIES =
            List.of("x-amz-cf-", "x-amzn-", "x-envoy-", "x-kong-", "fly-", "x-vercel-");
    private static final int MOST = 16;

    private Hops() {}

    /** The header lines that hops leave behind, without secrets. */
    static List<String> marks(Headers headers) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < headers.size() && lines.size() < MOST; i++) {
            String name = headers.name(i);
            String lower = name.toLowerCase(Locale.ROOT);
            if (MARKS.contains(lower) || FAMILIES.stream().anyMatch(lower::startsWith)) {
                lines.add(Masks.clean(name) + ": " + Masks.header(name, headers.value(i)));
            }
        }
        return lines;
    }

    /** The hops' names, the one closest to this client first; possibly none. */
    static List<String> names(Trial trial) {
        List<String> known = trial.diagnosis().hops();
        return known.isEmpty()
                ? via(trial.headers())
                : known.stream().limit(MOST).map(Masks::clean).toList();
    }

    /** Each hop adds itself at the end (RFC 9110 section 7.6.3). */
    private static List<String> via(Headers headers) {
        List<String> names = new ArrayList<>();
        for (String line : headers.all("Via")) {
            for (String member : line.split(",", MOST + 1)) {
                String[] words = member.strip().split("\\s+", 3);
                if (words.length > 1 && names.size() < MOST) {
                    names.add(Masks.clean(words[1]));
                }
            }
        }
        Collections.reverse(names);
        return names;
    }
}
