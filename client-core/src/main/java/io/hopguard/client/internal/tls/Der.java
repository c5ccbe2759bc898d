package io.hopguard.client.internal.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** As much of DER as it takes to put a key of OpenSSL's older forms into PKCS#8 (RFC 5208 section 5). */
final class Der {
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int EXPLICIT_0 = 0xa0;
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final byte[] RSA = {6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0};
    private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    private Der() {}

    static byte[] pkcs8OfRsa(byte[] pkcs1) {
        return value(SEQUENCE, VERSION_0, value(SEQUENCE, RSA), value(OCTETS, pkcs1));
    }

    /** Returns null when the key does not name its curve (RFC 5915 section 3: it should). */
    static byte @Nullable [] pkcs8OfEc(byte[] sec1) {
        int at = contentStart(sec1, 0);
        while (at < sec1.length && (sec1[at] & 0xff) != EXPLICIT_0) {
            at = end(sec1, at);
        }
        if (at >= sec1.length) {
            return null;
        }
        byte[] curve = Arrays.copyOfRange(sec1, contentStart(sec1, at), end(sec1, at));
        return value(SEQUENCE, VERSION_0, value(SEQUENCE, EC, curve), value(OCTETS, sec1));
    }

    private static byte[] value(int tag, byte[]... parts) {
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

    private static int contentStart(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        return at + 2 + (length < 0x80 ? 0 : length & 0x7f);
    }

    private static int end(byte[] der, int at) {
        int start = contentStart(der, at);
        int length = start == at + 2 ? der[at + 1] & 0xff : 0;
        for (int i = at + 2; i < start; i++) {
            length = length << 8 | der[i] & 0xff;
        }
        if (length < 0 || length > der.length - start) {
            throw new ArrayIndexOutOfBoundsException("a value that does not end within its file");
        }
        return start + length;
    }
}
