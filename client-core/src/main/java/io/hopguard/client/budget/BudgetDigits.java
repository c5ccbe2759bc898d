package io.hopguard.client.budget;

/** The numbers in budget headers, to nanoseconds: strict, in one pass, saturating, never throwing. */
final class BudgetDigits {
    private static final long LIMIT = Long.MAX_VALUE / 4;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int GRPC_DIGITS = 8;

    private BudgetDigits() {}

    /** Digits and nothing else, in some unit. */
    static long whole(String value, long unitNanos) {
        return whole(value, value.length(), unitNanos);
    }

    private static long whole(String value, int end, long unitNanos) {
        if (end == 0) {
            return BudgetHeader.MALFORMED;
        }
        long number = 0;
        for (int i = 0; i < end; i++) {
            int digit = digit(value.charAt(i));
            if (digit < 0) {
                return BudgetHeader.MALFORMED;
            }
            // Before it is multiplied: what has overflowed may look like any number.
            number = number > LIMIT / 10 ? LIMIT : number * 10 + digit;
        }
        return number > LIMIT / unitNanos ? LIMIT : number * unitNanos;
    }

    /** {@code TimeoutValue TimeoutUnit}: 1 to 8 digits and one letter. */
    static long grpc(String value) {
        int digits = value.length() - 1;
        if (digits < 1 || digits > GRPC_DIGITS) {
            return BudgetHeader.MALFORMED;
        }
        return switch (value.charAt(digits)) {
            case 'H' -> whole(value, digits, 3_600 * NANOS_PER_SECOND);
            case 'M' -> whole(value, digits, 60 * NANOS_PER_SECOND);
            case 'S' -> whole(value, digits, NANOS_PER_SECOND);
            case 'm' -> whole(value, digits, 1_000_000);
            case 'u' -> whole(value, digits, 1_000);
            case 'n' -> whole(value, digits, 1);
            default -> BudgetHeader.MALFORMED;
        };
    }

    /** Digits, and perhaps a point and more digits; what is finer than a nanosecond is cut off. */
    static long decimalSeconds(String value) {
        int point = value.indexOf('.');
        if (point < 0) {
            return whole(value, NANOS_PER_SECOND);
        }
        long seconds = whole(value, point, NANOS_PER_SECOND);
        long fraction = fraction(value, point + 1);
        boolean malformed = seconds == BudgetHeader.MALFORMED || fraction == BudgetHeader.MALFORMED;
        return malformed ? BudgetHeader.MALFORMED : Math.min(LIMIT, seconds + fraction);
    }

    private static long fraction(String value, int start) {
        if (start == value.length()) {
            return BudgetHeader.MALFORMED;
        }
        long nanos = 0;
        long worth = NANOS_PER_SECOND / 10;
        for (int i = start; i < value.length(); i++) {
            int digit = digit(value.charAt(i));
            if (digit < 0) {
                return BudgetHeader.MALFORMED;
            }
            nanos += digit * worth;
            worth /= 10;
        }
        return nanos;
    }

    /** Not {@link Character#isDigit}: that knows the digits of many scripts. */
    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }
}
