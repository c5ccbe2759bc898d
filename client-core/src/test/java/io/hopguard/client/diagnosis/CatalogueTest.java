package io.hopguard.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds docs/diagnosis.md equal to what the products' files say. */
class CatalogueTest {
    private static final String WRITE = "hopguard.catalogue.write";
    private static final Path FILE = Path.of("..", "docs", "diagnosis.md");

    @Test
    void theCatalogueIsWhatTheFilesSay() throws IOException {
        String wanted = Catalogue.of(Diagnoser.standard().knowledge());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(FILE, wanted);
        }
        assertThat(Files.readString(FILE))
                .as(
                        "docs/diagnosis.md is stale; write it with: mvn -pl client-core test -Dtest=CatalogueTest"
                                + " -D%s=true",
                        WRITE)
                .isEqualTo(wanted);
    }
}
