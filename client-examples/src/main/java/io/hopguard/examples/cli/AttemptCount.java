package io.hopguard.examples.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how often a call may be tried. */
final class AttemptCount implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        if (!text.matches("0*[1-9][0-9]{0,5}")) {
            throw new TypeConversionException("'" + text + "' is not a number of attempts; give 1 or more");
        }
        return Integer.valueOf(text);
    }
}
