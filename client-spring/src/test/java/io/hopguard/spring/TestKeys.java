package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates for a server and a client, made once, and a server that shows them. */
final class TestKeys {
    static final String PASSWORD = "changeit";

    private static final Path FILES = files();
    private static final SSLContext CONTEXT = context();

    private TestKeys() {}

    /** Speaks TLS 1.2 and asks for a certificate without insisting. */
    static ScriptedServer server(ScriptedServer.Script script) {
        try {
            SSLServerSocket socket = (SSLServerSocket)
                    CONTEXT.getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress());
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setWantClientAuth(true);
            return new ScriptedServer(socket, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the folder that has trusted.p12, others.p12, changing.p12 (as others), client.p12, key.pem and chain.pem. */
    static String filled(String text) {
        return text.contains("${files}") ? text.replace("${files}", FILES.toString()) : text;
    }

    /** Replaces one file by another. */
    static void copy(String from, String to) throws IOException {
        Files.write(FILES.resolve(to), Files.readAllBytes(FILES.resolve(from)));
    }

    private static Path files() {
        try {
            Path files = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "keys")
                    .toAbsolutePath();
            for (String name : new String[] {"server", "client", "foreign"}) {
                generate(files, name);
            }
            trust(files, "server", "trusted.p12");
            trust(files, "foreign", "others.p12");
            trust(files, "foreign", "changing.p12");
            KeyStore client = load(files.resolve("client.p12"));
            Key key = client.getKey("client", PASSWORD.toCharArray());
            pem(files.resolve("key.pem"), "PRIVATE KEY", key.getEncoded());
            pem(
                    files.resolve("chain.pem"),
                    "CERTIFICATE",
                    client.getCertificate("client").getEncoded());
            return files;
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void generate(Path files, String name) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String options = "-genkeypair -alias " + name + " -keyalg EC -dname CN=" + name
                + " -ext san=dns:localhost,ip:127.0.0.1 -validity 2 -storetype PKCS12 -storepass " + PASSWORD
                + " -keystore " + name + ".p12";
        Process keytool = new ProcessBuilder((tool + " " + options).split(" "))
                .directory(files.toFile())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
    }

    private static void trust(Path files, String of, String name) throws IOException, GeneralSecurityException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("it", load(files.resolve(of + ".p12")).getCertificate(of));
        try (OutputStream out = Files.newOutputStream(files.resolve(name))) {
            trust.store(out, PASSWORD.toCharArray());
        }
    }

    private static void pem(Path file, String what, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static SSLContext context() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load(FILES.resolve("server.p12")), PASSWORD.toCharArray());
            KeyStore clients = KeyStore.getInstance("PKCS12");
            clients.load(null, null);
            Certificate client = load(FILES.resolve("client.p12")).getCertificate("client");
            clients.setCertificateEntry("client", client);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(clients);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
