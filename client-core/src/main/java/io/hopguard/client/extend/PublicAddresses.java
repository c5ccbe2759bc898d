package io.hopguard.client.extend;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses of the public internet, after the IANA registries for special-purpose addresses (RFC 6890). For IPv6 it is
 * a list of what is allowed, so that a new kind of address is refused until somebody has thought about it.
 */
final class PublicAddresses {
    static final AddressGuard GUARD = (host, address) -> contains(address.getAddress());

    /** Azure's metadata and DNS, 168.63.129.16, has a public address; Oracle's is in 192.0.0.0/24, Alibaba's in 100.64.0.0/10. */
    private static final List<Block> NOT_PUBLIC_V4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");
    private static final Block SIX_TO_FOUR = Block.of("2002::/16");
    private static final Block NAT64 = Block.of("64:ff9b::/96");

    /** Protocol assignments with Teredo, documentation twice. */
    private static final List<Block> NOT_PUBLIC_V6 = blocks("2001::/23", "2001:db8::/32", "3fff::/20");

    /** Addresses that begin with the same bits. */
    private record Block(byte[] start, int bits) {
        static Block of(String text) {
            int slash = text.indexOf('/');
            try {
                // Literals: nothing is looked up.
                byte[] start = InetAddress.getByName(text.substring(0, slash)).getAddress();
                return new Block(start, Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean contains(byte[] address) {
            int whole = bits / 8;
            int mask = 0xff00 >> bits % 8 & 0xff;
            return Arrays.equals(start, 0, whole, address, 0, whole)
                    && (mask == 0 || ((start[whole] ^ address[whole]) & mask) == 0);
        }
    }

    private PublicAddresses() {}

    private static List<Block> blocks(String... texts) {
        return Stream.of(texts).map(Block::of).toList();
    }

    private static boolean contains(byte[] address) {
        if (address.length == 4) {
            return NOT_PUBLIC_V4.stream().noneMatch(block -> block.contains(address));
        }
        // Java turns IPv4-mapped addresses into IPv4; one that it left as it is fails here with all that is not
        // 2000::/3.
        if (NAT64.contains(address)) {
            return contains(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return contains(Arrays.copyOfRange(address, 2, 6));
        }
        return GLOBAL_UNICAST.contains(address) && NOT_PUBLIC_V6.stream().noneMatch(block -> block.contains(address));
    }
}
