package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions that are really on the class path, against the first ones without a known hole. */
final class SecurityOfDependencies {
    private static final Pattern VERSION = Pattern.compile("-([0-9]+)\\.([0-9]+)\\.([0-9]+)[^/]*\\.jar$");

    private SecurityOfDependencies() {}

    static void httpCoreIsAtLeast543() throws Exception {
        assertAtLeast(org.apache.hc.core5.http.HttpRequest.class, 5, 4, 3);
    }

    static void httpClientIsAtLeast561() throws Exception {
        assertAtLeast(org.apache.hc.client5.http.HttpRoute.class, 5, 6, 1);
    }

    /** The version that was chosen after the advisories of 2026. */
    static void micrometerIsAtLeast1171() throws Exception {
        assertAtLeast(io.micrometer.core.instrument.MeterRegistry.class, 1, 17, 1);
    }

    private static void assertAtLeast(Class<?> type, int... least) throws Exception {
        assumeThat(System.getProperty("versions.ours"))
                .as("with a profile boot-* the versions are those that Spring Boot chooses")
                .isNotEqualTo("false");
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        int[] version = version(jar);
        assertThat(Arrays.compare(version, least))
                .as("%s is at least %s", jar.getFileName(), Arrays.toString(least))
                .isGreaterThanOrEqualTo(0);
    }

    private static int[] version(Path jar) {
        Matcher matcher = VERSION.matcher(jar.getFileName().toString());
        assertThat(matcher.find()).as("a version in %s", jar.getFileName()).isTrue();
        return new int[] {
            Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))
        };
    }
}
