package io.hopguard.client.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates with whatever in them, also what no tool would write: encoded by hand and signed by themselves. */
public final class Certificates {
    public static final char[] PASSWORD = "changeit".toCharArray();

    private static final byte[] ECDSA = {6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2};
    private static final AtomicLong SERIAL = new AtomicLong(1000);

    private final List<byte[]> alternatives = new ArrayList<>();
    private byte[] subject = name("test");
    private Instant from = Instant.now().minus(Duration.ofDays(2));
    private Instant until = Instant.now().plus(Duration.ofDays(2));
    private String algorithm = "EC";
    private Made issuer;
    private boolean authority;

    private Certificates() {}

    /** A key and its certificate. */
    public record Made(KeyPair keys, X509Certificate certificate) {
        public String pemCertificate() throws GeneralSecurityException {
            return pem("CERTIFICATE", certificate.getEncoded());
        }

        public String pemKey() {
            return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
        }

        public KeyStore store(String type) throws Exception {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            store.setKeyEntry("key", keys.getPrivate(), PASSWORD, new X509Certificate[] {certificate});
            return store;
        }

        public KeyStore trustStore(String type) throws Exception {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            store.setCertificateEntry("trusted", certificate);
            return store;
        }

        /** A context that has the key and trusts these. */
        public SSLContext context(X509Certificate... trusted) throws Exception {
            KeyManagerFactory key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            key.init(store("PKCS12"), PASSWORD);
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            for (int i = 0; i < trusted.length; i++) {
                anchors.setCertificateEntry("trusted-" + i, trusted[i]);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        }
    }

    public static Certificates with() {
        return new Certificates();
    }

    /** A common name as people mean it. */
    public Certificates commonName(String name) {
        subject = name(name);
        return this;
    }

    /** An organisation, and nothing else, in the subject. */
    public Certificates organisation(String name) {
        subject = rdn(10, name);
        return this;
    }

    public Certificates dns(String name) {
        alternatives.add(der(0x82, name.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    public Certificates ip(String literal) throws Exception {
        alternatives.add(der(0x87, InetAddress.getByName(literal).getAddress()));
        return this;
    }

    public Certificates validFor(Duration fromNow, Duration untilNow) {
        from = Instant.now().plus(fromNow);
        until = Instant.now().plus(untilNow);
        return this;
    }

    /** Signed by this one, which must be an authority. */
    public Certificates issuedBy(Made authority) {
        issuer = authority;
        return this;
    }

    /** One that may sign others. */
    public Certificates authority() {
        authority = true;
        return this;
    }

    public Certificates rsa() {
        algorithm = "RSA";
        return this;
    }

    public Made make() throws GeneralSecurityException {
        boolean rsa = issuer == null
                ? algorithm.equals("RSA")
                : issuer.keys.getPrivate().getAlgorithm().equals("RSA");
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
        KeyPair keys = generator.generateKeyPair();
        byte[] rsaSignature = {6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 0x0b, 5, 0};
        byte[] how = der(0x30, rsa ? rsaSignature : ECDSA);
        byte[] own = der(0x30, subject);
        byte[] issuing = issuer == null
                ? own
                : issuer.certificate.getSubjectX500Principal().getEncoded();
        byte[] content = der(
                0x30,
                der(0xa0, der(2, new byte[] {2})),
                der(2, BigInteger.valueOf(SERIAL.incrementAndGet()).toByteArray()),
                how,
                issuing,
                der(0x30, time(from), time(until)),
                own,
                keys.getPublic().getEncoded(),
                extensions());
        Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
        signature.initSign(issuer == null ? keys.getPrivate() : issuer.keys.getPrivate());
        signature.update(content);
        byte[] encoded = der(0x30, content, how, der(3, new byte[] {0}, signature.sign()));
        return new Made(keys, (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded)));
    }

    private byte[] extensions() {
        byte[] alternativeNames = {6, 3, 0x55, 0x1d, 0x11};
        byte[] basicConstraints = {6, 3, 0x55, 0x1d, 0x13};
        byte[] names = alternatives.isEmpty()
                ? new byte[0]
                : der(0x30, alternativeNames, der(4, der(0x30, alternatives.toArray(byte[][]::new))));
        byte[] signs =
                authority ? der(0x30, basicConstraints, der(4, der(0x30, der(1, new byte[] {-1})))) : new byte[0];
        return names.length + signs.length == 0 ? names : der(0xa3, der(0x30, names, signs));
    }

    private static byte[] name(String commonName) {
        return rdn(3, commonName);
    }

    private static byte[] rdn(int attribute, String value) {
        byte[] id = {6, 3, 0x55, 4, (byte) attribute};
        return der(0x31, der(0x30, id, der(0x0c, value.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] time(Instant instant) {
        String text = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
        return der(0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** One value of DER. */
    public static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.size() < 0x80) {
            out.write(content.size());
        } else {
            out.write(0x82);
            out.write(content.size() >> 8);
            out.write(content.size());
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    public static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }
}
