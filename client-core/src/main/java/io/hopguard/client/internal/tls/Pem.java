package io.hopguard.client.internal.tls;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One block of a PEM file (RFC 7468); what stands between blocks is a comment. */
record Pem(String label, byte[] content) {
    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    static boolean isIn(String text) {
        return text.contains(BEGIN);
    }

    static List<Pem> blocks(String text) throws UnusableFileException {
        List<Pem> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Pem(matcher.group(1), decoded(matcher.group(1), matcher.group(2))));
        }
        // A file that is being written is cut behind a BEGIN.
        if (blocks.size() != text.split(BEGIN, -1).length - 1) {
            throw new UnusableFileException("it has a BEGIN without its END; write the whole file");
        }
        return blocks;
    }

    private static byte[] decoded(String label, String base64) throws UnusableFileException {
        if (base64.contains("ENCRYPTED")) {
            throw new UnusableFileException(
                    "its key is encrypted in the old form of OpenSSL; convert it: openssl pkcs8 -topk8 -in old.pem -out new.pem");
        }
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UnusableFileException("its " + label + " is not valid base64; write the file again");
        }
    }
}
