package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.tls.TlsContexts;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.hopguard.client.policy.Problems;
import io.hopguard.client.policy.TlsPolicy;
import io.hopguard.client.wire.Certificates;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Which files are understood, what is said of the others, and what becomes of a file that changes. */
class TlsFilesTest {
    private static final char[] WRONG = "s3cret-but-wrong".toCharArray();

    private static final String KEY_WITHOUT_CERTIFICATE = """
            MIIBfgIBAzCCATQGCSqGSIb3DQEHAaCCASUEggEhMIIBHTCCARkGCSqGSIb3DQEHAaCCAQoEggEGMIIBAjCB/wYLKoZIhvcNAQwK
            AQKgge8wgewwVwYJKoZIhvcNAQUNMEowKQYJKoZIhvcNAQUMMBwECKUT6AhfLFevAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFl
            AwQBKgQQ2XZz6VdbtfBBn4drZmG/3ASBkFfNmxr8ZsviiDcYspsVfHN6riU0NuhdSOQyQl9y9KQqbRKxtrcRteGUkI5Z/F8cvEb3
            KykkCwgYXmCwbRZWbfJJ3UwSLb8ZECIrxhmZLPmT1Q78ZXVNDh//fcYBMT6HmtZW3QHUqXDG5pdYRJxDZsxXpymZ6JI5JfkTenQI
            DPJ69yNGSV5ICRNB95lOSejI+jBBMDEwDQYJYIZIAWUDBAIBBQAEIFlD/FkR5BhKyKh49R327TIOAHMC6ZKjsWMYNf6fDqPNBAga
            O4jmJy7eegICCAA=
            """;

    private static Certificates.Made ec;
    private static Certificates.Made rsa;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        ec = Certificates.with().make();
        rsa = Certificates.with().rsa().make();
    }

    private Path file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content, StandardCharsets.ISO_8859_1);
    }

    private Path store(KeyStore store, char[] password) throws Exception {
        Path file = folder.resolve("a.store");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        return file;
    }

    private static void build(Consumer<TlsPolicy.Builder> change) {
        ResilientClient.builder().tls(change).build().close();
    }

    private static void assertRefused(String property, Path file, String why, Consumer<TlsPolicy.Builder> change) {
        InvalidConfigurationException refusal =
                catchThrowableOfType(InvalidConfigurationException.class, () -> build(change));
        assertThat(refusal.problems())
                .singleElement()
                .asString()
                .startsWith(property + " is " + file)
                .contains(why);
        assertThat(refusal.toString()).doesNotContain("s3cret").doesNotContain("changeit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS", "JCEKS"})
    void storesAreToldByTheirContent(String type) throws Exception {
        Path trust = store(rsa.trustStore(type), Certificates.PASSWORD);
        assertThatCode(() -> build(t -> t.trust(trust, Certificates.PASSWORD))).doesNotThrowAnyException();
        assertThatCode(() -> build(t -> t.trustAlso(trust, Certificates.PASSWORD)))
                .doesNotThrowAnyException();
        assertRefused("tls.trust", trust, "check", t -> t.trust(trust, WRONG));
        Path key = store(rsa.store(type), Certificates.PASSWORD);
        assertThatCode(() -> build(t -> t.key(key, Certificates.PASSWORD))).doesNotThrowAnyException();
        assertRefused("tls.key", key, "check", t -> t.key(key, WRONG));
        assertRefused("tls.key", key, "check", t -> t.key(key));
    }

    @Test
    void keysOfEachFormAreRead() throws Exception {
        byte[] pkcs8 = rsa.keys().getPrivate().getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        byte[] sec1 = Certificates.der(
                0x30, new byte[] {2, 1, 1}, Certificates.der(4, scalar()), Certificates.der(0xa0, new byte[] {
                    6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7
                }));
        Path[] files = {
            file("rsa.pem", "a comment\n" + rsa.pemCertificate() + rsa.pemKey()),
            file("rsa1.pem", Certificates.pem("RSA PRIVATE KEY", pkcs1) + rsa.pemCertificate()),
            file("ec.pem", ec.pemKey().replace("\n", "\r\n") + ec.pemCertificate()),
            file(
                    "ec1.pem",
                    Certificates.pem("EC PARAMETERS", new byte[] {6, 1, 1})
                            + Certificates.pem("EC PRIVATE KEY", sec1)
                            + ec.pemCertificate())
        };
        for (Path file : files) {
            assertThatCode(() -> build(t -> t.key(file))).as("%s", file).doesNotThrowAnyException();
        }
    }

    private static byte[] scalar() {
        byte[] number = ((java.security.interfaces.ECPrivateKey) ec.keys().getPrivate())
                .getS()
                .toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, padded, 32 - length, length);
        return padded;
    }

    @ParameterizedTest
    @CsvSource({"PBEWithHmacSHA256AndAES_256", "PBEWithSHA1AndDESede"})
    void anEncryptedKeyIsReadWithItsPassword(String algorithm) throws Exception {
        SecretKey secret =
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(Certificates.PASSWORD));
        Cipher cipher = Cipher.getInstance(algorithm);
        if (algorithm.contains("AES")) {
            cipher.init(Cipher.ENCRYPT_MODE, secret);
        } else {
            cipher.init(Cipher.ENCRYPT_MODE, secret, new PBEParameterSpec(new byte[8], 1_000));
        }
        byte[] aes = {6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 5, 0x0d};
        byte[] des = {6, 10, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 12, 1, 3};
        byte[] encrypted = Certificates.der(
                0x30,
                Certificates.der(
                        0x30,
                        algorithm.contains("AES") ? aes : des,
                        cipher.getParameters().getEncoded()),
                Certificates.der(4, cipher.doFinal(ec.keys().getPrivate().getEncoded())));
        Path key = file("key.pem", Certificates.pem("ENCRYPTED PRIVATE KEY", encrypted) + ec.pemCertificate());
        assertThatCode(() -> build(t -> t.key(key, Certificates.PASSWORD))).doesNotThrowAnyException();
        assertRefused("tls.key", key, "cannot be decrypted; check the password", t -> t.key(key, WRONG));
        assertRefused("tls.key", key, "is encrypted; give the password", t -> t.key(key));
    }

    @Test
    void whatCannotBeUsedIsNamedWithItsFix() throws Exception {
        Path missing = folder.resolve("missing.pem");
        assertRefused("tls.trust", missing, "does not exist; check the path", t -> t.trust(missing));
        assertRefused("tls.trust", folder, "is a folder; name the file", t -> t.trust(folder));
        Path empty = file("empty.pem", "");
        assertRefused("tls.trust", empty, "is empty", t -> t.trust(empty));
        Path garbled = file("garbled.pem", "hello");
        assertRefused("tls.trustAlso", garbled, "is neither PEM nor PKCS12 nor JKS", t -> t.trustAlso(garbled));
        Path cut = file("cut.pem", ec.pemCertificate().substring(0, 200));
        assertRefused("tls.trust", cut, "a BEGIN without its END", t -> t.trust(cut));
        Path spoilt = file("spoilt.pem", Certificates.pem("CERTIFICATE", new byte[] {0x30, 3, 1, 2, 3}));
        assertRefused("tls.trust", spoilt, "is garbled", t -> t.trust(spoilt));
        Path keyOnly = file("key.pem", ec.pemKey());
        assertRefused("tls.trust", keyOnly, "holds no trusted certificate", t -> t.trust(keyOnly));
        assertRefused("tls.key", keyOnly, "a key without its certificate", t -> t.key(keyOnly));
        Path other = file("other.pem", rsa.pemCertificate());
        assertRefused("tls.key", other, "holds no private key", t -> t.key(other));
        assertRefused(
                "tls.key",
                keyOnly,
                "not that of the first certificate",
                t -> t.key(keyOnly).certificates(other));
        // A length with its sign bit leads back to where it stands.
        byte[] circle = {0x30, 8, 2, (byte) 0x84, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xfa, 0, 0};
        Path endless = file("endless.pem", Certificates.pem("EC PRIVATE KEY", circle) + ec.pemCertificate());
        assertRefused("tls.key", endless, "is garbled", t -> t.key(endless));
        Path old = file(
                "old.pem",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertRefused("tls.key", old, "openssl pkcs8 -topk8", t -> t.key(old));
    }

    /** As "openssl pkcs12 -export -nocerts" makes it; keytool and the JDK write no such thing. */
    @Test
    void aStoreWithAKeyAndNoCertificateIsRefused() throws Exception {
        byte[] bytes = Base64.getMimeDecoder().decode(KEY_WITHOUT_CERTIFICATE);
        Path file = Files.write(folder.resolve("nocerts.p12"), bytes);
        assertRefused("tls.key", file, "a key without its certificate", t -> t.key(file, Certificates.PASSWORD));
    }

    @Test
    void expiredCertificatesAreNotTrusted() throws Exception {
        Certificates.Made past = Certificates.with()
                .validFor(Duration.ofDays(-9), Duration.ofDays(-1))
                .make();
        Path file = file("old.pem", past.pemKey() + past.pemCertificate());
        assertRefused("tls.trust", file, "holds expired certificates only; renew them", t -> t.trust(file));
        assertRefused("tls.key", file, "its certificate has expired on", t -> t.key(file));
        Path mixed = file("mixed.pem", past.pemCertificate() + ec.pemCertificate());
        assertThatCode(() -> build(t -> t.trust(mixed))).doesNotThrowAnyException();
    }

    @Test
    void theDescriptionShowsFilesAndNoPasswords() throws Exception {
        Path file = store(rsa.store("PKCS12"), Certificates.PASSWORD);
        try (ResilientClient client = ResilientClient.builder()
                .tls(t -> t.trust(file, Certificates.PASSWORD).key(file, Certificates.PASSWORD))
                .build()) {
            assertThat(client.describe())
                    .contains("trusts the certificates of " + file)
                    .contains("presents the key of " + file)
                    .contains("every 10 s")
                    .doesNotContain("changeit");
        }
    }

    @Test
    void thePasswordIsCopied() throws Exception {
        char[] password = Certificates.PASSWORD.clone();
        Path file = store(rsa.store("PKCS12"), password);
        ResilientClientBuilder builder = ResilientClient.builder().tls(t -> t.key(file, password));
        Arrays.fill(password, 'x');
        assertThatCode(() -> builder.build().close()).doesNotThrowAnyException();
    }

    @Test
    void aBrokenFileKeepsWhatWasReadAndIsReportedOnce() throws Exception {
        VirtualTime time = new VirtualTime();
        Path file = file("ca.pem", ec.pemCertificate());
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.hopguard.client");
        Level level = logger.getLevel();
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        log.start();
        logger.addAppender(log);
        try {
            TlsContexts contexts = open(TlsPolicy.builder().trust(file).build(), time);
            SSLContext first = contexts.current();
            file("ca.pem", ec.pemCertificate().substring(0, 300));
            assertThat(contexts.current()).as("not looked at yet").isSameAs(first);
            assertThat(log.list).isEmpty();
            for (int i = 0; i < 5; i++) {
                time.advance(Duration.ofSeconds(10));
                assertThat(contexts.current()).isSameAs(first);
            }
            assertThat(log.list)
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage())
                            .contains(file.toString())
                            .contains("a BEGIN without its END"));
            file("ca.pem", ec.pemCertificate() + rsa.pemCertificate());
            time.advance(Duration.ofSeconds(10));
            assertThat(contexts.current()).isNotSameAs(first);
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
            logger.setLevel(level);
        }
    }

    @Test
    void aFileThatComesBackUnchangedChangesNothing() throws Exception {
        VirtualTime time = new VirtualTime();
        Path file = file("ca.pem", ec.pemCertificate());
        TlsContexts contexts = open(TlsPolicy.builder().trustAlso(file).build(), time);
        SSLContext first = contexts.current();
        time.advance(Duration.ofNanos(TimeUnit.SECONDS.toNanos(60)));
        assertThat(contexts.current()).isSameAs(first);
        Files.delete(file);
        time.advance(Duration.ofSeconds(10));
        assertThat(contexts.current()).isSameAs(first);
    }

    private static TlsContexts open(TlsPolicy policy, Time time) {
        Problems problems = new Problems();
        TlsContexts contexts = TlsContexts.open(policy, time, problems);
        problems.throwIfAny();
        return Objects.requireNonNull(contexts);
    }
}
