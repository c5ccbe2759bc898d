package io.hopguard.client.policy;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whom the client trusts and what it presents, from files: PEM, PKCS12 or JKS, told by what is in them. The files are read
 * when the client is built and again when they have changed. Immutable and thread-safe.
 */
public final class TlsPolicy {
    private final @Nullable Source trust;
    private final @Nullable Source trustAlso;
    private final @Nullable Source key;
    private final @Nullable Path certificates;
    private final TlsVersion minVersion;
    private final Duration reloadEvery;

    private TlsPolicy(Builder builder) {
        this.trust = builder.trust;
        this.trustAlso = builder.trustAlso;
        this.key = builder.key;
        this.certificates = builder.certificates;
        this.minVersion = builder.minVersion;
        this.reloadEvery = builder.reloadEvery;
    }

    /** A file, and the password that opens it. Immutable and thread-safe; its text is the path alone. */
    public static final class Source {
        private final Path path;
        private final char @Nullable [] password;

        private Source(Path path, char @Nullable [] password) {
            this.path = path;
            this.password = password == null ? null : password.clone();
        }

        /**
         * The file.
         *
         * @return its path, followed through symbolic links each time it is read
         */
        public Path path() {
            return path;
        }

        /**
         * What opens it.
         *
         * @return a copy of the password, or null when there is none
         */
        public char @Nullable [] password() {
            return password == null ? null : password.clone();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder, not thread-safe
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The certificates that are trusted instead of the JDK's.
     *
     * @return the file, by default null: the JDK's are trusted
     */
    public @Nullable Source trust() {
        return trust;
    }

    /**
     * The certificates that are trusted on top of the JDK's.
     *
     * @return the file, by default null: none
     */
    public @Nullable Source trustAlso() {
        return trustAlso;
    }

    /**
     * The private key that the client proves itself with when a server asks for a certificate.
     *
     * @return the file, by default null: no certificate is presented
     */
    public @Nullable Source key() {
        return key;
    }

    /**
     * The key's certificate chain, where the file of the key does not hold it.
     *
     * @return the file, by default null: the chain is in the file of {@link #key()}
     */
    public @Nullable Path certificates() {
        return certificates;
    }

    /**
     * The oldest version that is spoken.
     *
     * @return the value, by default TLS 1.2
     */
    public TlsVersion minVersion() {
        return minVersion;
    }

    /**
     * How often, at the most, new connections look whether a file has changed.
     *
     * @return the value, by default 10 s; 0 looks for each new connection
     */
    public Duration reloadEvery() {
        return reloadEvery;
    }

    /**
     * Whether trust or a key was given, so that this policy rules instead of an {@code SSLContext}.
     *
     * @return true with any file
     */
    public boolean filesSet() {
        return trust != null || trustAlso != null || key != null || certificates != null;
    }

    /**
     * Checks each value by itself; the files are read by the client.
     *
     * @param problems takes what is wrong
     */
    public void check(Problems problems) {
        problems.require(!reloadEvery.isNegative(), "tls.reloadEvery", reloadEvery, "must not be less than 0");
        problems.require(
                trust == null || trustAlso == null,
                "tls.trustAlso",
                String.valueOf(trustAlso),
                "adds to the JDK's trust, which tls.trust replaces; give one of them");
        problems.require(
                certificates == null || key != null,
                "tls.certificates",
                String.valueOf(certificates),
                "is a chain without a key; give tls.key, too");
    }

    /** Collects the values of a {@link TlsPolicy}. Not thread-safe. */
    public static final class Builder {
        private @Nullable Source trust;
        private @Nullable Source trustAlso;
        private @Nullable Source key;
        private @Nullable Path certificates;
        private TlsVersion minVersion = TlsVersion.TLS_1_2;
        private Duration reloadEvery = Duration.ofSeconds(10);

        private Builder() {}

        /**
         * Trusts these certificates instead of the JDK's.
         *
         * @param file PEM, or a store without a password; by default none
         * @return this
         */
        public Builder trust(Path file) {
            this.trust = new Source(file, null);
            return this;
        }

        /**
         * Trusts these certificates instead of the JDK's.
         *
         * @param file a PKCS12 or JKS store
         * @param password opens the store; copied
         * @return this
         */
        public Builder trust(Path file, char[] password) {
            this.trust = new Source(file, password);
            return this;
        }

        /**
         * Trusts these certificates on top of the JDK's.
         *
         * @param file PEM, or a store without a password; by default none
         * @return this
         */
        public Builder trustAlso(Path file) {
            this.trustAlso = new Source(file, null);
            return this;
        }

        /**
         * Trusts these certificates on top of the JDK's.
         *
         * @param file a PKCS12 or JKS store
         * @param password opens the store; copied
         * @return this
         */
        public Builder trustAlso(Path file, char[] password) {
            this.trustAlso = new Source(file, password);
            return this;
        }

        /**
         * Presents the certificate of this key to servers that ask for one.
         *
         * @param file PEM with the key, and with its chain unless {@link #certificates} names it; by default none
         * @return this
         */
        public Builder key(Path file) {
            this.key = new Source(file, null);
            return this;
        }

        /**
         * Presents the certificate of this key to servers that ask for one.
         *
         * @param file a PKCS12 or JKS store, or PEM with an encrypted PKCS#8 key
         * @param password opens the store and the key in it; copied
         * @return this
         */
        public Builder key(Path file, char[] password) {
            this.key = new Source(file, password);
            return this;
        }

        /**
         * Where the chain of the key is, when it is not in the key's own file.
         *
         * @param file PEM, the key's own certificate first; by default none
         * @return this
         */
        public Builder certificates(Path file) {
            this.certificates = file;
            return this;
        }

        /**
         * The oldest version that is spoken.
         *
         * @param value the value, by default TLS 1.2
         * @return this
         */
        public Builder minVersion(TlsVersion value) {
            this.minVersion = value;
            return this;
        }

        /**
         * How often, at the most, new connections look whether a file has changed. New connections use what they find; kept
         * ones live on, at the most for {@code connections.timeToLive}. A file that cannot be used is reported in the log
         * once, and what was read before it stays in use.
         *
         * @param value the value, by default 10 s; 0 looks for each new connection
         * @return this
         */
        public Builder reloadEvery(Duration value) {
            this.reloadEvery = value;
            return this;
        }

        /**
         * Ends it; the values are checked when the client is built.
         *
         * @return the policy
         */
        public TlsPolicy build() {
            return new TlsPolicy(this);
        }
    }
}
