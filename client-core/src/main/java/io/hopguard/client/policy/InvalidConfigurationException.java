package io.hopguard.client.policy;

import java.util.List;

/** The configuration cannot work. The message names each property, its value and the fix. */
public final class InvalidConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * Everything that is wrong at once.
     *
     * @param problems one sentence each
     */
    public InvalidConfigurationException(List<String> problems) {
        super(
                problems.size() == 1
                        ? problems.get(0)
                        : problems.size() + " settings are wrong:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong.
     *
     * @return one sentence for each property, with its value and the fix
     */
    public List<String> problems() {
        return problems == null ? List.of(String.valueOf(getMessage())) : problems;
    }
}
