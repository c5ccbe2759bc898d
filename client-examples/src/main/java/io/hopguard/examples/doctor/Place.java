package io.hopguard.examples.doctor;

import java.net.URI;

/**
 * One URL to examine, taken apart.
 *
 * @param uri the URL itself; may hold secrets, so it is never shown
 * @param host the host without brackets
 * @param port the port that is connected to
 * @param tls whether TLS is spoken there
 */
record Place(URI uri, String host, int port, boolean tls) {

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException when it is none that can be called; the message shows nothing of it
     */
    static Place of(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        boolean tls = scheme.equalsIgnoreCase("https");
        if (!tls && !scheme.equalsIgnoreCase("http")) {
            throw new IllegalArgumentException("URL: write http:// or https:// in front of the host");
        }
        if (uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("URL: has no host");
        }
        if (uri.getRawAuthority().indexOf('@') >= 0) {
            throw new IllegalArgumentException("URL: holds credentials; give them with -H 'Authorization: ...'");
        }
        // A host with an underscore is one to DNS, but not to java.net.URI.
        URI read = uri.getHost() == null
                ? URI.create("x://" + uri.getRawAuthority().replace('_', '-'))
                : uri;
        if (read.getHost() == null || read.getPort() > 65_535 || read.getPort() == 0) {
            throw new IllegalArgumentException("URL: has no host, or no port from 1 to 65535");
        }
        String host = uri.getHost() == null
                ? uri.getRawAuthority().replaceAll(":[0-9]*$", "")
                : uri.getHost().replaceAll("[\\[\\]]", "");
        return new Place(uri, host, read.getPort() > 0 ? read.getPort() : tls ? 443 : 80, tls);
    }

    boolean isLiteral() {
        return host.indexOf(':') >= 0 || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    String shown() {
        return Masks.clean(Masks.url(uri.toString()));
    }

    String authority() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
