package io.hopguard.examples.doctor;

import io.hopguard.client.error.Phase;
import java.util.List;

/** A part of an attempt's time, in the order in which they follow each other. */
enum Segment {
    BEFORE("before", List.of(Phase.ADMISSION, Phase.TOKEN, Phase.LEASE)),
    DNS("DNS", List.of(Phase.DNS)),
    CONNECT("connect", List.of(Phase.CONNECT)),
    PROXY("proxy", List.of(Phase.PROXY)),
    TLS("TLS", List.of(Phase.TLS)),
    WRITE("write", List.of(Phase.WRITE)),
    WAIT("wait", List.of(Phase.RESPONSE)),
    BODY("body", List.of(Phase.BODY, Phase.DECODE)),
    OTHER("other", List.of());

    private final String label;
    private final List<Phase> phases;

    Segment(String label, List<Phase> phases) {
        this.label = label;
        this.phases = phases;
    }

    String label() {
        return label;
    }

    long nanosIn(Trial trial) {
        return phases.stream().mapToLong(trial::nanosIn).sum();
    }
}
