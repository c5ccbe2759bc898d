package io.hopguard.client.http;

import io.hopguard.client.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A path with variables, for example <code>/orders/{id}?expand={what}</code>. Immutable and thread-safe.
 *
 * <p>Values are encoded so that they stay within their place: everything but unreserved characters is percent-encoded,
 * as simple expansion does (RFC 6570 section 3.2.2). A missing or null value is an error that names the variable; so is,
 * in the path, a value that is empty, {@code .} or {@code ..}, because it would address another resource.
 */
public final class UriTemplate {
    private final String text;
    /** Literal, variable, literal, variable, ..., literal. */
    private final List<String> parts;

    private final Set<String> variables;
    private final List<String> order;

    private UriTemplate(String text, List<String> parts) {
        this.text = text;
        this.parts = parts;
        this.variables = new LinkedHashSet<>();
        for (int i = 1; i < parts.size(); i += 2) {
            variables.add(parts.get(i));
        }
        this.order = List.copyOf(variables);
    }

    /**
     * Reads a template.
     *
     * @param text a path, or an absolute URI whose variables stand behind the authority
     * @return the template
     * @throws InvalidRequestException when a brace is not closed or a character may not stand in a URI
     */
    public static UriTemplate of(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            int close = text.indexOf('}', open);
            String name = close < 0 ? "" : text.substring(open + 1, close);
            if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
                throw new InvalidRequestException("URI template: no variable name at position " + open + " of '"
                        + shown(text) + "'; write {name}");
            }
            addLiteral(parts, text.substring(from, open));
            parts.add(name);
            from = close + 1;
        }
        addLiteral(parts, text.substring(from));
        checkAuthority(text, parts);
        return new UriTemplate(text, List.copyOf(parts));
    }

    /** A value must never choose the host. */
    private static void checkAuthority(String text, List<String> parts) {
        int authority = parts.get(0).indexOf("://");
        boolean open = authority >= 0
                && Target.authorityEnd(parts.get(0), authority + 3)
                        == parts.get(0).length();
        if (parts.size() > 1 && open) {
            throw new InvalidRequestException("URI template '" + shown(text) + "': variable {" + parts.get(1)
                    + "} stands in the host or port; only path and query may have variables");
        }
    }

    private static void addLiteral(List<String> parts, String literal) {
        PercentEncoding.checkLiteral(literal);
        parts.add(literal);
    }

    /**
     * The variables' names.
     *
     * @return the names in order of their first appearance
     */
    public Set<String> variables() {
        return variables;
    }

    /**
     * What stands for it in messages and metrics: the template without its query, whose literal values may be secret.
     *
     * @return the path with its variables' names
     */
    public String route() {
        return route(text);
    }

    private static String shown(String text) {
        return FieldSyntax.printable(route(text));
    }

    private static String route(String text) {
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    /**
     * Puts values in.
     *
     * @param positional values for the variables in the order of their first appearance, as far as they go
     * @param named values by name, for the others; they win over positional ones
     * @return the URI reference
     * @throws InvalidRequestException when a value is missing, null, or one too many
     */
    public String expand(Object[] positional, Map<String, ? extends @Nullable Object> named) {
        if (positional.length > variables.size()) {
            throw new InvalidRequestException("URI template '" + shown(text) + "': " + positional.length
                    + " values for " + variables.size() + " variables " + variables);
        }
        if (!named.isEmpty()) {
            checkNames(named.keySet());
        }
        return expandParts(positional, named);
    }

    private void checkNames(Set<String> names) {
        for (String name : names) {
            if (!variables.contains(name)) {
                throw new InvalidRequestException("URI template '" + shown(text) + "': has no variable {" + name + "}");
            }
        }
    }

    private String expandParts(Object[] positional, Map<String, ? extends @Nullable Object> named) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        if (parts.size() == 3 && named.isEmpty() && positional.length == 1 && isWhole(positional[0])) {
            // The most usual of all, without a buffer.
            return parts.get(0) + ((Number) positional[0]).longValue() + parts.get(2);
        }
        StringBuilder out = new StringBuilder(text.length());
        boolean inQuery = false;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (i % 2 == 0) {
                out.append(part);
                inQuery |= part.indexOf('?') >= 0;
                continue;
            }
            int position = order.indexOf(part);
            Object value = named.containsKey(part)
                    ? named.get(part)
                    : position < positional.length ? positional[position] : null;
            append(out, part, value, !inQuery);
        }
        return out.toString();
    }

    /** A number whose digits and sign stand for themselves. */
    private static boolean isWhole(@Nullable Object value) {
        return value instanceof Integer || value instanceof Long;
    }

    private void append(StringBuilder out, String name, @Nullable Object value, boolean inPath) {
        if (isWhole(value)) {
            out.append(Objects.requireNonNull(value));
            return;
        }
        String fault = fault(value);
        String string = fault == null ? text(value) : "";
        if (fault == null && inPath && (string.isEmpty() || string.equals(".") || string.equals(".."))) {
            fault = " is '" + string + "', which would address another resource";
        }
        if (fault != null) {
            throw new InvalidRequestException("URI template '" + shown(text) + "': variable {" + name + "}" + fault);
        }
        PercentEncoding.append(out, string);
    }

    /** Why a value cannot be sent as text, or null: as "null" or "Optional.empty" nothing is sent. */
    static @Nullable String fault(@Nullable Object value) {
        Object plain = unwrapped(value);
        if (plain == null) {
            return " has no value";
        }
        return plain instanceof Collection || plain.getClass().isArray() ? " is a collection; give one value" : null;
    }

    /** The text of a value without a fault. */
    static String text(@Nullable Object value) {
        return Objects.requireNonNull(unwrapped(value)).toString();
    }

    private static @Nullable Object unwrapped(@Nullable Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    @Override
    public String toString() {
        return text;
    }
}
