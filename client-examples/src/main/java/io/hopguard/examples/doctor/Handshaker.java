package io.hopguard.examples.doctor;

import io.hopguard.examples.doctor.Handshake.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Shakes hands with addresses and sends nothing afterwards. */
record Handshaker(Place place, Instant now, int limitMillis) {

    /** Shakes hands with each of them, side by side. */
    List<Handshake> all(List<InetAddress> addresses) throws InterruptedException {
        long limitNanos = limitMillis * 1_000_000L;
        List<Callable<Handshake>> tasks = new ArrayList<>();
        addresses.forEach(address -> tasks.add(() -> one(address)));
        List<@Nullable Handshake> results = Bounded.all(tasks, 2 * limitNanos);
        List<Handshake> handshakes = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Handshake result = results.get(i);
            handshakes.add(
                    result != null
                            ? result
                            : Handshake.failed(addresses.get(i), "not finished in time", 2 * limitNanos));
        }
        return handshakes;
    }

    private Handshake one(InetAddress address) {
        long start = System.nanoTime();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, place.port()), limitMillis);
            plain.setSoTimeout(limitMillis);
            start = System.nanoTime();
            return secured(address, plain, start);
        } catch (SocketTimeoutException e) {
            return Handshake.failed(address, "the server did not answer the handshake", System.nanoTime() - start);
        } catch (IOException | GeneralSecurityException e) {
            return Handshake.failed(address, Masks.clean(String.valueOf(e.getMessage())), System.nanoTime() - start);
        }
    }

    private Handshake secured(InetAddress address, Socket plain, long start)
            throws IOException, GeneralSecurityException {
        SeeingTrust trust = new SeeingTrust();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, place.host(), place.port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return seen(address, socket, trust, System.nanoTime() - start);
        }
    }

    private Handshake seen(InetAddress address, SSLSocket socket, SeeingTrust trust, long nanos) {
        SSLSession session = socket.getSession();
        List<CertificateSeen> chain =
                Arrays.stream(trust.chain()).map(CertificateSeen::of).toList();
        String alpn = socket.getApplicationProtocol();
        return new Handshake(
                address,
                session.getProtocol(),
                session.getCipherSuite(),
                alpn == null ? "" : Masks.clean(alpn),
                chain,
                judged(chain, trust),
                null,
                nanos);
    }

    private Trust judged(List<CertificateSeen> chain, SeeingTrust trust) {
        if (chain.isEmpty()) {
            return Trust.UNSEEN;
        }
        CertificateSeen own = chain.get(0);
        if (chain.stream().anyMatch(each -> each.notAfter().isBefore(now))) {
            return Trust.EXPIRED;
        }
        if (own.notBefore().isAfter(now)) {
            return Trust.NOT_YET_VALID;
        }
        if (trust.distrust() != null) {
            return own.selfSigned() ? Trust.SELF_SIGNED : Trust.UNKNOWN_ISSUER;
        }
        return trust.nameWrong() ? Trust.WRONG_NAME : Trust.TRUSTED;
    }
}
