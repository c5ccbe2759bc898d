package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.policy.TlsPolicy;
import io.hopguard.client.policy.TlsVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom the client trusts and what it presents, from files; an SSL bundle takes their place.
 *
 * @param trust File with the certificates that are trusted, instead of the JDK's.
 * @param trustPassword Password of the file of tls.trust.
 * @param trustAlso File with certificates that are trusted besides the JDK's.
 * @param trustAlsoPassword Password of the file of tls.trust-also.
 * @param key File with the client's private key.
 * @param keyPassword Password of the file of tls.key.
 * @param certificates File with the chain of the key, where it is not in the file of tls.key.
 * @param minVersion Oldest version of TLS that is spoken.
 * @param reloadEvery How often it is looked whether the files have changed.
 */
record TlsProperties(
        @Nullable Path trust,
        @Nullable String trustPassword,
        @Nullable Path trustAlso,
        @Nullable String trustAlsoPassword,
        @Nullable Path key,
        @Nullable String keyPassword,
        @Nullable Path certificates,
        @Nullable TlsVersion minVersion,
        @Nullable Duration reloadEvery)
        implements Inheriting<TlsProperties> {

    /** Trust is one thing, and a key with its chain another: each is inherited whole or not at all. */
    @Override
    public TlsProperties over(TlsProperties parent) {
        TlsProperties trusting = trust != null || trustAlso != null ? this : parent;
        TlsProperties keyed = key != null || certificates != null ? this : parent;
        return new TlsProperties(
                trusting.trust,
                trusting.trustPassword,
                trusting.trustAlso,
                trusting.trustAlsoPassword,
                keyed.key,
                keyed.keyPassword,
                keyed.certificates,
                minVersion != null ? minVersion : parent.minVersion,
                reloadEvery != null ? reloadEvery : parent.reloadEvery);
    }

    /** Which passwords have no file beside them, and so would silently not hold. */
    List<String> problems(String prefix) {
        return Stream.of(
                        without(trust, trustPassword, prefix + "trust"),
                        without(trustAlso, trustAlsoPassword, prefix + "trust-also"),
                        without(key, keyPassword, prefix + "key"))
                .filter(problem -> !problem.isEmpty())
                .toList();
    }

    private static String without(@Nullable Path file, @Nullable String password, String name) {
        return file != null || password == null
                ? ""
                : name + "-password is set; it is for the file of " + name + ", which must be set beside it";
    }

    boolean filesSet() {
        return trust != null || trustAlso != null || key != null || certificates != null;
    }

    TlsProperties withoutFiles() {
        return new TlsProperties(null, null, null, null, null, null, null, minVersion, reloadEvery);
    }

    void applyTo(TlsPolicy.Builder policy) {
        file(trust, trustPassword, policy::trust, policy::trust);
        file(trustAlso, trustAlsoPassword, policy::trustAlso, policy::trustAlso);
        file(key, keyPassword, policy::key, policy::key);
        set(certificates, policy::certificates);
        set(minVersion, policy::minVersion);
        set(reloadEvery, policy::reloadEvery);
    }

    private static void file(
            @Nullable Path file, @Nullable String password, Consumer<Path> open, BiConsumer<Path, char[]> locked) {
        if (file != null && password != null) {
            locked.accept(file, password.toCharArray());
        } else {
            set(file, open);
        }
    }

    @Override
    public String toString() {
        return "TlsProperties";
    }
}
