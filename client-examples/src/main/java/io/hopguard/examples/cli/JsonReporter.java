package io.hopguard.examples.cli;

import io.hopguard.client.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** One line of JSON for each call, in ASCII so that no locale and no reader of lines can break it. */
record JsonReporter(Terminal terminal) implements Reporter {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    @Override
    public void report(CallOutcome outcome) {
        terminal.write(line(CallReport.of(outcome)));
        if (outcome.failure() instanceof InvalidRequestException refused) {
            // The object has no place for what is wrong with the arguments.
            terminal.tell(Terminal.Colour.RED, "hopguard: " + refused.getMessage());
        }
    }

    static byte[] line(Object value) {
        return (MAPPER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
