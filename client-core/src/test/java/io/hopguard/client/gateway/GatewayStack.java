package io.hopguard.client.gateway;

import java.nio.file.Path;
import java.util.List;

/** nginx in front of gunicorn with a Flask application, all of it in one directory and on free ports of 127.0.0.1. */
public final class GatewayStack implements AutoCloseable {
    private final NginxProcess nginx;
    private final GunicornProcess gunicorn;

    private GatewayStack(NginxProcess nginx, GunicornProcess gunicorn) {
        this.nginx = nginx;
        this.gunicorn = gunicorn;
    }

    /**
     * Starts both and waits until they answer; skips or fails the test where a program is missing.
     *
     * @param directory an empty directory, which must stay until it is closed
     * @param gunicornOptions added to gunicorn's command line
     */
    public static GatewayStack start(Path directory, List<String> gunicornOptions) {
        String nginxProgram = Programs.require("nginx");
        String gunicornProgram = Programs.require("gunicorn");
        Texts.write(directory.resolve("app.py"), Texts.resource("app.py"));
        Programs.requireLoadable(gunicornProgram, directory);
        GunicornProcess gunicorn = new GunicornProcess(gunicornProgram, directory, gunicornOptions);
        try {
            gunicorn.start();
            return new GatewayStack(NginxProcess.start(nginxProgram, directory, gunicorn.port()), gunicorn);
        } catch (RuntimeException | Error e) {
            gunicorn.close();
            throw e;
        }
    }

    public NginxProcess nginx() {
        return nginx;
    }

    public GunicornProcess gunicorn() {
        return gunicorn;
    }

    @Override
    public void close() {
        try {
            nginx.close();
        } finally {
            gunicorn.close();
        }
    }
}
