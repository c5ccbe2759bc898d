package io.hopguard.spring;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where a request came before anything that goes by its headers showed another address: a container that does takes the
 * addresses out of the header too.
 *
 * @param peer the address that connected, or null where there is none
 * @param forwardedFor the lines of {@code X-Forwarded-For}
 */
record ReceivedFrom(@Nullable String peer, List<String> forwardedFor) {
    private static final String KEPT = ReceivedFrom.class.getName();
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** To be found again by {@link #innermost}. */
    static void keep(HttpServletRequest request, @Nullable String peer) {
        request.setAttribute(KEPT, new ReceivedFrom(peer, all(request, FORWARDED_FOR)));
    }

    /** What the container got: filters ahead of us may show other addresses, which anybody could have written. */
    static HttpServletRequest innermost(HttpServletRequest request) {
        ServletRequest received = request;
        while (received instanceof ServletRequestWrapper wrapper) {
            received = wrapper.getRequest();
        }
        return received instanceof HttpServletRequest innermost ? innermost : request;
    }

    static @Nullable String peer(HttpServletRequest innermost) {
        return innermost.getAttribute(KEPT) instanceof ReceivedFrom kept ? kept.peer : innermost.getRemoteAddr();
    }

    /** The lines of a header; of addresses also those that the container took out, and the one it shows instead. */
    static List<String> lines(HttpServletRequest innermost, String name) {
        List<String> lines = all(innermost, name);
        if (FORWARDED_FOR.equals(name) && innermost.getAttribute(KEPT) instanceof ReceivedFrom kept) {
            lines.addAll(kept.forwardedFor);
            String shown = innermost.getRemoteAddr();
            if (shown != null && !shown.equals(kept.peer)) {
                lines.add(shown);
            }
        }
        return lines;
    }

    private static List<String> all(HttpServletRequest request, String name) {
        Enumeration<String> lines = request.getHeaders(name);
        return lines == null ? new ArrayList<>() : Collections.list(lines);
    }
}
