package io.hopguard.client.diagnosis;

import io.hopguard.client.diagnosis.StructuredValue.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists of items as RFC 9651 section 4.2 parses them: strict, in one pass, without recursion. */
final class StructuredFields {
    private static final int MAX_FIELD = 16 * 1024;
    private static final int MAX_MEMBERS = 32;
    private static final int MAX_PARAMETERS = 32;
    private static final int MAX_INTEGER_DIGITS = 15;
    private static final int MAX_WHOLE_DIGITS = 12;
    private static final int MAX_FRACTION_DIGITS = 3;

    private final FieldCursor in;

    private StructuredFields(FieldCursor in) {
        this.in = in;
    }

    /** The items of a list without inner lists; of several field lines one list is made. */
    static List<StructuredItem> items(List<String> lines) throws MalformedFieldException {
        long length = 0;
        for (String line : lines) {
            length += line.length() + 1L;
        }
        if (length > MAX_FIELD + 1) {
            throw MalformedFieldException.MALFORMED;
        }
        return new StructuredFields(new FieldCursor(String.join(",", lines))).list();
    }

    private List<StructuredItem> list() throws MalformedFieldException {
        List<StructuredItem> items = new ArrayList<>();
        in.skipSpaces();
        while (!in.atEnd()) {
            if (items.size() == MAX_MEMBERS) {
                throw MalformedFieldException.MALFORMED;
            }
            items.add(new StructuredItem(bareItem(), parameters()));
            in.skipBlanks();
            if (!in.atEnd()) {
                in.require(',');
                in.skipBlanks();
                if (in.atEnd()) {
                    throw MalformedFieldException.MALFORMED;
                }
            }
        }
        return items;
    }

    private Map<String, StructuredValue> parameters() throws MalformedFieldException {
        Map<String, StructuredValue> parameters = new LinkedHashMap<>();
        for (int count = 0; in.skip(';'); count++) {
            if (count == MAX_PARAMETERS) {
                throw MalformedFieldException.MALFORMED;
            }
            in.skipSpaces();
            String key = key();
            parameters.put(key, in.skip('=') ? bareItem() : StructuredValue.TRUE);
        }
        return parameters;
    }

    private String key() throws MalformedFieldException {
        if (!FieldCursor.isLower(in.peek()) && in.peek() != '*') {
            throw MalformedFieldException.MALFORMED;
        }
        StringBuilder key = new StringBuilder();
        while (FieldCursor.isLower(in.peek())
                || FieldCursor.isDigit(in.peek())
                || !in.atEnd() && "_-.*".indexOf(in.peek()) >= 0) {
            key.append(in.next());
        }
        return key.toString();
    }

    private StructuredValue bareItem() throws MalformedFieldException {
        char first = in.peek();
        if (FieldCursor.isAlpha(first) || first == '*') {
            return new StructuredValue(Kind.TOKEN, token());
        }
        if (FieldCursor.isDigit(first) || first == '-') {
            return number();
        }
        in.next();
        return switch (first) {
            case '"' -> new StructuredValue(Kind.STRING, StructuredTexts.string(in));
            case ':' -> new StructuredValue(Kind.BYTES, StructuredTexts.base64(in));
            case '%' -> new StructuredValue(Kind.DISPLAY_STRING, StructuredTexts.displayString(in));
            case '?' -> truth();
            case '@' -> date();
            default -> throw MalformedFieldException.MALFORMED;
        };
    }

    private String token() throws MalformedFieldException {
        StringBuilder token = new StringBuilder();
        while (FieldCursor.isTokenCharacter(in.peek()) || in.peek() == ':' || in.peek() == '/') {
            token.append(in.next());
        }
        return token.toString();
    }

    private StructuredValue truth() throws MalformedFieldException {
        char digit = in.next();
        if (digit != '0' && digit != '1') {
            throw MalformedFieldException.MALFORMED;
        }
        return new StructuredValue(Kind.BOOLEAN, String.valueOf(digit));
    }

    private StructuredValue date() throws MalformedFieldException {
        StructuredValue number = number();
        if (number.kind() != Kind.INTEGER) {
            throw MalformedFieldException.MALFORMED;
        }
        return new StructuredValue(Kind.DATE, number.text());
    }

    /** RFC 9651 section 4.2.4. */
    private StructuredValue number() throws MalformedFieldException {
        StringBuilder number = new StringBuilder(in.skip('-') ? "-" : "");
        int whole = digits(number);
        if (whole == 0 || whole > MAX_INTEGER_DIGITS) {
            throw MalformedFieldException.MALFORMED;
        }
        if (!in.skip('.')) {
            return new StructuredValue(Kind.INTEGER, number.toString());
        }
        number.append('.');
        int fraction = digits(number);
        if (whole > MAX_WHOLE_DIGITS || fraction == 0 || fraction > MAX_FRACTION_DIGITS) {
            throw MalformedFieldException.MALFORMED;
        }
        return new StructuredValue(Kind.DECIMAL, number.toString());
    }

    private int digits(StringBuilder out) throws MalformedFieldException {
        int count = 0;
        for (; FieldCursor.isDigit(in.peek()); count++) {
            out.append(in.next());
        }
        return count;
    }
}
