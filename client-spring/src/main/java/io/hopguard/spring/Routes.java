package io.hopguard.spring;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;

/** The template of a request, as messages and metrics show it. */
final class Routes {
    /** Set by RestClient, with its base URL in front; RestTemplate sets nothing. */
    private static final String TEMPLATE = RestClient.class.getName() + ".uriTemplate";

    private Routes() {}

    /** Without the query, and below the base URI as with the client itself; null where there is no template. */
    static @Nullable String of(Map<String, Object> attributes, @Nullable String baseUri) {
        if (!(attributes.get(TEMPLATE) instanceof String template)) {
            return null;
        }
        String route = withoutQuery(template);
        String base = baseUri == null ? "" : baseUri.replaceAll("/+$", "");
        return base.isEmpty() || !route.startsWith(base + "/") ? route : route.substring(base.length());
    }

    private static String withoutQuery(String template) {
        int end = template.length();
        for (String mark : new String[] {"?", "{?", "{&", "#", "{#"}) {
            int at = template.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        return template.substring(0, end);
    }
}
