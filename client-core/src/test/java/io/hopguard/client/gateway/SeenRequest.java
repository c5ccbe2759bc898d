package io.hopguard.client.gateway;

/**
 * A line of nginx's access log.
 *
 * @param tag the test, from {@code X-Test}
 * @param status what nginx answered; 499 when the client went away before
 * @param method the method
 * @param uri path and query
 * @param key the Idempotency-Key, or {@code -}
 * @param connection the number of the client's connection
 * @param upstreamStatus what the upstream answered; {@code -} when it was not asked
 */
public record SeenRequest(
        String tag, int status, String method, String uri, String key, long connection, String upstreamStatus) {

    static SeenRequest parse(String line) {
        String[] fields = line.split("\t", -1);
        return new SeenRequest(
                fields[0],
                Integer.parseInt(fields[1]),
                fields[2],
                fields[3],
                fields[4],
                Long.parseLong(fields[5]),
                fields[6]);
    }
}
