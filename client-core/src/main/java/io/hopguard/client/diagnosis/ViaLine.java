package io.hopguard.client.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code Via}, cut into members at the commas outside of comments. Comments nest (RFC 9110 section 5.6.5), and are
 * counted instead of followed, so that no depth can hurt. Not thread-safe.
 */
final class ViaLine {
    private final StringBuilder protocol = new StringBuilder();
    private final StringBuilder by = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private int words;
    private boolean inWord;
    private boolean commented;
    private boolean malformed;

    private ViaLine() {}

    /** False when there would be more members than allowed. */
    static boolean addTo(List<Via> hops, String line, int maxMembers) {
        ViaLine member = new ViaLine();
        int depth = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (depth > 0) {
                boolean quoted = c == '\\' && i + 1 < line.length();
                depth += quoted ? 0 : change(c);
                member.commentCharacter(quoted ? line.charAt(++i) : c, depth);
            } else if (c != ',') {
                depth = change(c) > 0 ? 1 : 0;
                member.character(c);
            } else if (!member.endInto(hops, maxMembers)) {
                return false;
            } else {
                member = new ViaLine();
            }
        }
        // A comment without an end has swallowed the rest of its line.
        member.malformed |= depth > 0;
        return member.endInto(hops, maxMembers);
    }

    private static int change(char c) {
        return c == '(' ? 1 : c == ')' ? -1 : 0;
    }

    private void commentCharacter(char c, int depth) {
        if (depth > 0) {
            comment.append(c >= ' ' && c < 0x7f || c == '\t' ? c : '?');
        }
    }

    private void character(char c) {
        if (c == '(') {
            // The grammar knows one comment, behind the two words.
            malformed |= words == 0 || commented;
            commented = true;
            inWord = false;
        } else if (c == ' ' || c == '\t') {
            inWord = false;
        } else {
            words += inWord ? 0 : 1;
            inWord = true;
            malformed |= commented || words > 2;
            (words == 1 ? protocol : by).append(c);
        }
    }

    private boolean endInto(List<Via> hops, int maxMembers) {
        @Nullable
        Via hop = malformed || words == 0
                ? null
                : Via.of(protocol.toString(), by.toString(), commented ? comment.toString() : null);
        if (hop != null && hops.size() == maxMembers) {
            return false;
        }
        if (hop != null) {
            hops.add(hop);
        }
        return true;
    }
}
