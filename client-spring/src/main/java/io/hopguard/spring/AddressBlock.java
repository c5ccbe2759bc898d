package io.hopguard.spring;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A network, or a single address.
 *
 * @param bytes the bytes of its addresses, 4 or 16
 * @param prefix what its addresses have in common, as a number
 * @param hostBits in how many bits they differ
 */
record AddressBlock(int bytes, BigInteger prefix, int hostBits) {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern LENGTH = Pattern.compile("/(\\d{1,3})$");

    /** Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or an address; null when it is none of these. */
    static @Nullable AddressBlock of(String text) {
        Matcher length = LENGTH.matcher(text);
        boolean isNetwork = length.find();
        InetAddress address = address(isNetwork ? text.substring(0, length.start()) : text);
        if (address == null) {
            return null;
        }
        int bytes = address.getAddress().length;
        int hostBits = isNetwork ? bytes * 8 - Integer.parseInt(length.group(1)) : 0;
        BigInteger number = new BigInteger(1, address.getAddress());
        boolean whole = hostBits >= 0 && number.getLowestSetBit() < 0 || number.getLowestSetBit() >= hostBits;
        return hostBits >= 0 && whole ? new AddressBlock(bytes, number.shiftRight(hostBits), hostBits) : null;
    }

    /** An address by its literal; null for anything else, so that no name is ever looked up. */
    static @Nullable InetAddress address(@Nullable String literal) {
        if (literal == null) {
            return null;
        }
        int zone = literal.indexOf('%');
        String digits = zone < 0 ? literal : literal.substring(0, zone);
        boolean isLiteral = digits.length() <= 45
                && (IPV4.matcher(digits).matches() || IPV6.matcher(digits).matches());
        try {
            return isLiteral ? InetAddress.getByName(digits) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    boolean contains(InetAddress address) {
        byte[] raw = address.getAddress();
        return raw.length == bytes
                && new BigInteger(1, raw).shiftRight(hostBits).equals(prefix);
    }
}
