package io.hopguard.examples.demo;

import tools.jackson.databind.json.JsonMapper;

/** The one mapper of the demo. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
}
