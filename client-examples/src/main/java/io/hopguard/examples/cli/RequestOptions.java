package io.hopguard.examples.cli;

import io.hopguard.client.RequestSpec;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.http.Response;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is sent. */
final class RequestOptions {
    private static final String ACCEPT = "Accept:";

    @Option(
            names = {"-X", "--request"},
            paramLabel = "METHOD",
            description = "The method. Default: GET, with -d POST.")
    private @Nullable String method;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = "Adds a header; may be repeated. An Idempotency-Key makes a POST repeatable.")
    private List<String> headers = List.of();

    @Option(
            names = {"-d", "--data"},
            paramLabel = "DATA",
            description = {
                "The body: text, or @FILE for a file as it is, or @- for standard input.",
                "Sent as application/x-www-form-urlencoded, unless -H gives a Content-Type."
            })
    private @Nullable String data;

    String method() {
        if (method != null) {
            return method;
        }
        return data == null ? "GET" : "POST";
    }

    /** What is asked for, possibly nothing. A line that is no header is reported when it is sent. */
    String accept() {
        return headers.stream()
                .filter(line -> line.regionMatches(true, 0, ACCEPT, 0, ACCEPT.length()))
                .map(line -> line.substring(ACCEPT.length()).strip())
                .collect(Collectors.joining(", "));
    }

    boolean readsStdin() {
        return Payload.STDIN.equals(data);
    }

    Response send(ResilientClient client, String url, InputStream stdin) {
        RequestSpec request = client.request(method(), Urls.literal(url));
        for (int i = 0; i < headers.size(); i++) {
            HeaderLine header = HeaderLine.of(headers.get(i), i + 1);
            request.header(header.name(), header.value());
        }
        if (data != null) {
            request.body(Payload.of(data, stdin));
        }
        return request.send();
    }
}
