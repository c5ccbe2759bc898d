package io.hopguard.spring;

import io.hopguard.client.policy.Problems;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose budgets are taken. Who connected must be trusted, and so must everybody for whom a proxy says that it forwards: a
 * stranger who writes such a header himself can only lose trust by it.
 */
final class TrustedSources {
    private static final List<String> PRIVATE =
            List.of("127.0.0.0/8", "::1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

    /** An address, perhaps with a port, as X-Forwarded-For and Forwarded (RFC 7239 section 6) have it. */
    private static final Pattern NODE = Pattern.compile("\"?(?:\\[([^\\]]*)\\]|([^:\"]*)|([^\"]*))(?::[0-9]{1,5})?\"?");

    private static final Pattern FORWARDED_FOR =
            Pattern.compile("(?:^|[;,])\\s*for\\s*=\\s*([^;,]*)", Pattern.CASE_INSENSITIVE);

    private final boolean all;
    private final List<AddressBlock> blocks;

    private TrustedSources(boolean all, List<AddressBlock> blocks) {
        this.all = all;
        this.blocks = blocks;
    }

    /** Reads the property; what is wrong with it goes to the problems. */
    static TrustedSources of(List<String> sources, String property, Problems problems) {
        List<AddressBlock> blocks = new ArrayList<>();
        for (String source : sources) {
            List<String> written = "private".equals(source) ? PRIVATE : List.of(source);
            for (String each : "all".equals(source) ? List.<String>of() : written) {
                AddressBlock block = AddressBlock.of(each);
                problems.require(
                        block != null,
                        property,
                        source,
                        "must be an address, a network whose address is its first (10.1.0.0/16), private or all");
                if (block != null) {
                    blocks.add(block);
                }
            }
        }
        return new TrustedSources(sources.contains("all"), List.copyOf(blocks));
    }

    /**
     * Whether the budgets of a request are taken.
     *
     * @param remote the address that connected, or null where there is none
     * @param headers gives the lines of a header
     */
    boolean trust(@Nullable String remote, Function<String, List<String>> headers) {
        return all
                || trusts(AddressBlock.address(remote))
                        && headers.apply("X-Forwarded-For").stream().allMatch(this::trustsList)
                        && headers.apply("Forwarded").stream().allMatch(this::trustsForwarded);
    }

    private boolean trusts(@Nullable InetAddress address) {
        return address != null && blocks.stream().anyMatch(block -> block.contains(address));
    }

    private boolean trustsList(String line) {
        for (String node : line.split(",", -1)) {
            if (!trustsNode(node.strip())) {
                return false;
            }
        }
        return true;
    }

    private boolean trustsForwarded(String line) {
        Matcher node = FORWARDED_FOR.matcher(line);
        while (node.find()) {
            if (!trustsNode(node.group(1).strip())) {
                return false;
            }
        }
        return true;
    }

    private boolean trustsNode(String node) {
        Matcher parts = NODE.matcher(node);
        if (!parts.matches()) {
            return false;
        }
        String ipv4 = parts.group(2);
        String bare = ipv4 != null ? ipv4 : parts.group(3);
        return trusts(AddressBlock.address(bare != null ? bare : parts.group(1)));
    }
}
