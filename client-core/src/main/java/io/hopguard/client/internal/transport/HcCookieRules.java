package io.hopguard.client.internal.transport;

import io.hopguard.client.internal.cookie.CookieRules;
import java.time.Instant;
import org.apache.hc.client5.http.cookie.MalformedCookieException;
import org.apache.hc.client5.http.impl.cookie.BasicClientCookie;
import org.apache.hc.client5.http.impl.cookie.LaxExpiresHandler;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.jspecify.annotations.Nullable;

/** HttpClient's copy of the list of public suffixes, its private part included, and its way with dates. */
public final class HcCookieRules implements CookieRules {
    private final PublicSuffixMatcher suffixes = PublicSuffixMatcherLoader.getDefault();

    @Override
    public boolean isPublicSuffix(String domain) {
        // The list has no names that end with the root's dot, which change nothing about who can register them.
        String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        // A name that is not on the list is one, too, when it has no dot.
        return name.indexOf('.') < 0 || suffixes.getDomainRoot(name) == null;
    }

    @Override
    public @Nullable Instant date(String text) {
        BasicClientCookie holder = new BasicClientCookie("name", "");
        try {
            LaxExpiresHandler.INSTANCE.parse(holder, text);
            return holder.getExpiryInstant();
        } catch (MalformedCookieException e) {
            return null;
        }
    }
}
