package io.hopguard.client.internal.transport;

import io.hopguard.client.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/** The content codings of a response that can be undone (RFC 9110 section 8.4.1), in the order in which they were applied. */
final class HcCodings {
    /** What a request asks for. */
    static final String ACCEPTED = "gzip, deflate";

    /** Nobody applies more on purpose; a longer chain is there to cost work (CVE-2022-32206). */
    private static final int MAX_CODINGS = 5;

    private static final Set<String> CODINGS = Set.of("gzip", "deflate");

    private HcCodings() {}

    /**
     * The codings; empty where there is nothing to undo, null where one is not known and the body must stay as it is.
     *
     * @throws ProtocolException when there are more than anybody applies on purpose
     */
    static @Nullable List<String> of(Headers headers) throws ProtocolException {
        if (!headers.contains("Content-Encoding")) {
            return List.of();
        }
        List<String> codings = new ArrayList<>(1);
        boolean known = true;
        for (String field : headers.all("Content-Encoding")) {
            for (String element : field.split(",")) {
                String name = element.strip().toLowerCase(Locale.ROOT);
                if (name.isEmpty() || name.equals("identity")) {
                    continue;
                }
                if (codings.size() == MAX_CODINGS) {
                    throw new ProtocolException("more than " + MAX_CODINGS + " content codings");
                }
                codings.add(name.startsWith("x-") ? name.substring(2) : name);
                known &= CODINGS.contains(codings.get(codings.size() - 1));
            }
        }
        return known ? codings : null;
    }
}
