package io.hopguard.client.gateway;

import java.nio.file.Path;

/** Starts real servers of applications, which nothing stands in front of. They kill a worker that hangs for a second. */
final class Origins {
    private static final String BIND = "127.0.0.1:";

    private Origins() {}

    static LiveServer gunicorn(Path directory) {
        String program = Programs.require("gunicorn");
        Texts.write(directory.resolve("app.py"), Texts.resource("app.py"));
        Programs.requireLoadable(program, directory);
        int port = Ports.free();
        // A worker's start counts as hanging, so the application is loaded before.
        return LiveServer.start(
                directory,
                port,
                program,
                "--bind",
                BIND + port,
                "--workers=2",
                "--timeout=1",
                "--preload",
                "--worker-tmp-dir=" + directory,
                "app:app");
    }

    static LiveServer uwsgi(Path directory) {
        String program = Programs.require("uwsgi");
        // Its plugin's own name; where there is none, it would end by itself.
        Programs.require("uwsgi_python3");
        Texts.write(directory.resolve("app.py"), Texts.resource("app.py"));
        Programs.requireLoadable(Programs.require("gunicorn"), directory);
        int port = Ports.free();
        return LiveServer.start(
                directory,
                port,
                program,
                "--http-socket",
                BIND + port,
                "--plugin=python3",
                "--module=app:app",
                "--need-app",
                "--master",
                "--die-on-term",
                "--processes=2",
                "--harakiri=1");
    }

    static LiveServer uvicorn(Path directory) {
        String program = Programs.require("uvicorn");
        Texts.write(directory.resolve("asgi.py"), Texts.resource("asgi.py"));
        String port = Integer.toString(Ports.free());
        return LiveServer.start(
                directory, Integer.parseInt(port), program, "--host", "127.0.0.1", "--port", port, "asgi:app");
    }
}
