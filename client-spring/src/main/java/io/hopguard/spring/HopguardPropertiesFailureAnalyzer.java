package io.hopguard.spring;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what is wrong with the properties instead of a stack trace. */
final class HopguardPropertiesFailureAnalyzer extends AbstractFailureAnalyzer<InvalidHopguardPropertiesException> {
    HopguardPropertiesFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidHopguardPropertiesException cause) {
        String problems = cause.problems().stream()
                .map(problem -> "    " + problem)
                .collect(Collectors.joining("\n", "Hopguard's configuration cannot work:\n\n", ""));
        return new FailureAnalysis(problems, "Change the properties that are named above.", cause);
    }
}
