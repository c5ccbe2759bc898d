package io.hopguard.client.internal.cookie;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a jar has to look up elsewhere. */
public interface CookieRules {
    /** Whether everybody can register names below this one, as below {@code co.uk}. */
    boolean isPublicSuffix(String domain);

    /** A date in whatever form servers write it (RFC 6265 section 5.1.1), or null. */
    @Nullable
    Instant date(String text);
}
