package io.hopguard.client.policy;

import io.hopguard.client.http.Target;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a {@code no_proxy} list, with the meaning that curl and Go give it. There is no standard; where the two
 * differ ({@code .example.com} for {@code example.com} itself), curl is followed. Pure: nothing is looked up.
 */
record NoProxy(String text, Predicate<Host> rule) {
    /** Where a request goes; the address only where it is written as one. */
    record Host(String name, int port, @Nullable InetAddress address) {
        static Host of(Target target) {
            String name = withoutEndDots(target.host().toLowerCase(Locale.ROOT));
            return new Host(name, target.port(), literal(name));
        }
    }

    /** Addresses that begin with the same bits. */
    private record Block(byte[] start, int bits) {
        boolean contains(byte[] address) {
            int whole = bits / 8;
            int mask = 0xff00 >> bits % 8 & 0xff;
            return start.length == address.length
                    && Arrays.equals(start, 0, whole, address, 0, whole)
                    && (mask == 0 || ((start[whole] ^ address[whole]) & mask) == 0);
        }
    }

    private static final String PART = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(PART + "(\\." + PART + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f.]*:[0-9a-f:.]*");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");
    private static final int MAX_PORT = 65_535;

    /** An IPv4 address mapped into IPv6 has this many bits in front of it (RFC 4291 section 2.5.5.2). */
    private static final int MAPPED_BITS = 96;

    /** The entries of a list, separated by commas or blanks. */
    static List<String> split(String list) {
        return Stream.of(list.split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** The entry; null when it means nothing. */
    static @Nullable NoProxy parse(String text) {
        String entry = text.toLowerCase(Locale.ROOT);
        int slash = entry.indexOf('/');
        Predicate<Host> rule = entry.equals("*")
                ? host -> true
                : slash >= 0 ? block(entry.substring(0, slash), entry.substring(slash + 1)) : hostAndPort(entry);
        return rule == null ? null : new NoProxy(text, rule);
    }

    boolean matches(Target target) {
        return rule.test(Host.of(target));
    }

    private static @Nullable Predicate<Host> block(String start, String digits) {
        InetAddress address = literal(start);
        int bits = number(digits);
        if (address == null || bits < 0 || bits > (start.indexOf(':') >= 0 ? 128 : 32)) {
            return null;
        }
        // Java has turned ::ffff:10.0.0.0 into 10.0.0.0.
        boolean mapped = start.indexOf(':') >= 0 && address.getAddress().length == 4;
        if (mapped && bits < MAPPED_BITS) {
            return null;
        }
        Block block = new Block(address.getAddress(), mapped ? bits - MAPPED_BITS : bits);
        return host -> host.address != null && block.contains(host.address.getAddress());
    }

    private static @Nullable Predicate<Host> hostAndPort(String entry) {
        boolean bracketed = entry.startsWith("[");
        boolean oneColon = entry.indexOf(':') >= 0 && entry.indexOf(':') == entry.lastIndexOf(':');
        int end = bracketed ? entry.indexOf(']') : oneColon ? entry.indexOf(':') : entry.length();
        if (end < 0) {
            return null;
        }
        Predicate<Host> host = host(entry.substring(bracketed ? 1 : 0, end), bracketed);
        String rest = entry.substring(bracketed ? end + 1 : end);
        if (host == null || rest.isEmpty()) {
            return host;
        }
        int port = rest.startsWith(":") ? number(rest.substring(1)) : -1;
        return port < 1 || port > MAX_PORT ? null : host.and(to -> to.port == port);
    }

    private static @Nullable Predicate<Host> host(String text, boolean bracketed) {
        InetAddress address = literal(text);
        if (address != null) {
            return host -> address.equals(host.address);
        }
        String name = withoutEndDots(text.replaceFirst("^\\*?\\.", ""));
        if (bracketed || !NAME.matcher(name).matches()) {
            return null;
        }
        return host -> host.address == null && (host.name.equals(name) || host.name.endsWith("." + name));
    }

    private static int number(String digits) {
        return DIGITS.matcher(digits).matches() ? Integer.parseInt(digits) : -1;
    }

    private static String withoutEndDots(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '.') {
            end--;
        }
        return name.substring(0, end);
    }

    private static @Nullable InetAddress literal(String text) {
        boolean ipv6 = IPV6.matcher(text).matches();
        if (!ipv6 && !IPV4.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(ipv6 ? "[" + text + "]" : text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
