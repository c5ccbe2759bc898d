package io.hopguard.client.gateway;

import java.nio.file.Path;

/** Starts real gateways in front of a {@link BrokenUpstream}. They give up after a second and try
 * nothing twice. None of these methods waits for what it starts. */
final class Gateways {
    /** Where Debian's Apache httpd keeps its modules. */
    private static final Path APACHE_MODULES = Path.of("/usr/lib/apache2/modules");

    private Gateways() {}

    static LiveServer nginx(Path directory, BrokenUpstream upstream) {
        String program = Programs.require("nginx");
        int port = Ports.free();
        Path file = configure(directory, "nginx.conf", port, upstream.fill("broken/nginx.conf"));
        return LiveServer.start(directory, port, program, "-p", directory + "/", "-c", file.toString());
    }

    static LiveServer apache(Path directory, BrokenUpstream upstream) {
        String program = Programs.require("apache2");
        Programs.requireDirectory(APACHE_MODULES);
        int port = Ports.free();
        String text = upstream.fill("broken/apache.conf").replace("@MODULES@", APACHE_MODULES.toString());
        Path file = configure(directory, "apache.conf", port, text);
        return LiveServer.start(directory, port, program, "-DFOREGROUND", "-f", file.toString());
    }

    static LiveServer haproxy(Path directory, BrokenUpstream upstream) {
        String program = Programs.require("haproxy");
        int port = Ports.free();
        Path file = configure(directory, "haproxy.cfg", port, upstream.fill("broken/haproxy.cfg"));
        return LiveServer.start(directory, port, program, "-db", "-f", file.toString());
    }

    static LiveServer varnish(Path directory, BrokenUpstream upstream) {
        String program = Programs.require("varnishd");
        int port = Ports.free();
        Path file = configure(directory, "default.vcl", port, upstream.fill("broken/default.vcl"));
        // As the user that runs the tests, and with little memory.
        String[] command = {
            program,
            "-F",
            "-j",
            "none",
            "-n",
            directory.resolve("varnish").toString(),
            "-a",
            "127.0.0.1:" + port,
            "-f",
            file.toString(),
            "-s",
            "malloc,8m",
            "-p",
            "vsl_space=1m",
            "-p",
            "thread_pool_min=10"
        };
        return LiveServer.start(directory, port, command);
    }

    /** Also listens as a forward proxy. */
    static LiveServer squid(Path directory, BrokenUpstream upstream, int forwardPort) {
        String program = Programs.require("squid");
        int port = Ports.free();
        String text = upstream.fill("broken/squid.conf").replace("@FORWARD@", Integer.toString(forwardPort));
        Path file = configure(directory, "squid.conf", port, text);
        // Its name is that of its shared memory.
        String name = "hopguard" + port;
        return LiveServer.start(directory, port, program, "-n", name, "-N", "-d", "1", "-f", file.toString());
    }

    static LiveServer caddy(Path directory, BrokenUpstream upstream) {
        String program = Programs.require("caddy");
        int port = Ports.free();
        Path file = configure(directory, "Caddyfile", port, upstream.fill("broken/Caddyfile"));
        return LiveServer.start(directory, port, program, "run", "--adapter", "caddyfile", "--config", file.toString());
    }

    private static Path configure(Path directory, String name, int port, String text) {
        Path file = directory.resolve(name);
        Texts.write(
                file, text.replace("@LISTEN@", Integer.toString(port)).replace("@DIRECTORY@", directory.toString()));
        return file;
    }
}
