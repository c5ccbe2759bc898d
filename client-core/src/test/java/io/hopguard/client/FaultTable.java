package io.hopguard.client;

import java.util.Set;

/**
 * What must come of each fault and each kind of request: the outcome, then attempts / requests that the other end began to
 * read / entries in the server's ledger; a question mark where the exception must say that the outcome is unknown. Without
 * a key a POST is sent once, unless it can be proved that nothing of it was.
 */
final class FaultTable {
    /** The fault hits every exchange. */
    static final String ALWAYS = """
            fault                           | GET                     | PUT                     | POST with a key           | POST
            SHUTDOWN_SERVER_AFTER_RESPONSE  | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            KEEP_OPEN                       | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            DISCONNECT_AT_END               | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            UPGRADE_TO_SSL_AT_END           | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            DISCONNECT_AT_START             | ConnectionLost 3/0/0    | ConnectionLost 3/0/0    | ConnectionLost 3/0/0 ?    | ConnectionLost 1/0/0 ?
            DISCONNECT_AFTER_REQUEST        | ConnectionLost 3/3/3    | ConnectionLost 3/3/3    | ConnectionLost 3/3/1 ?    | ConnectionLost 1/1/1 ?
            HALF_CLOSE_AFTER_REQUEST        | ConnectionLost 3/3/3    | ConnectionLost 3/3/3    | ConnectionLost 3/3/1 ?    | ConnectionLost 1/1/1 ?
            DISCONNECT_DURING_REQUEST_BODY  | ok 1/1/1                | ConnectionLost 3/3/0    | ConnectionLost 3/3/0 ?    | ConnectionLost 1/1/0 ?
            DISCONNECT_DURING_RESPONSE_BODY | TruncatedResponse 3/3/3 | TruncatedResponse 3/3/3 | TruncatedResponse 3/3/1 ? | TruncatedResponse 1/1/1 ?
            DO_NOT_READ_REQUEST_BODY        | ok 1/1/1                | ok 1/1/0                | ok 1/1/0                  | ok 1/1/0
            FAIL_HANDSHAKE                  | Tls 1/0/0               | Tls 1/0/0               | Tls 1/0/0                 | Tls 1/0/0
            SHUTDOWN_INPUT_AT_END           | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            SHUTDOWN_OUTPUT_AT_END          | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            STALL_SOCKET_AT_START           | DeadlineExceeded 3/0/0  | DeadlineExceeded 3/0/0  | DeadlineExceeded 3/0/0 ?  | DeadlineExceeded 1/0/0 ?
            NO_RESPONSE                     | DeadlineExceeded 3/3/3  | DeadlineExceeded 3/3/3  | DeadlineExceeded 3/3/1 ?  | DeadlineExceeded 1/1/1 ?
            RESET_STREAM_AT_START           | ConnectionLost 3/3/0    | ConnectionLost 3/3/0    | ConnectionLost 3/3/0 ?    | ConnectionLost 1/1/0 ?
            EXPECT_CONTINUE                 | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            CONTINUE_ALWAYS                 | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            latency up                      | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            latency down                    | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            down up                         | ConnectFailed 3/0/0     | ConnectFailed 3/0/0     | ConnectFailed 3/0/0       | ConnectFailed 3/0/0
            down down                       | ConnectFailed 3/0/0     | ConnectFailed 3/0/0     | ConnectFailed 3/0/0       | ConnectFailed 3/0/0
            bandwidth up                    | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            bandwidth down                  | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            slow_close up                   | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            slow_close down                 | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            timeout up                      | DeadlineExceeded 3/0/0  | DeadlineExceeded 3/0/0  | DeadlineExceeded 3/0/0 ?  | DeadlineExceeded 1/0/0 ?
            timeout down                    | DeadlineExceeded 3/3/3  | DeadlineExceeded 3/3/3  | DeadlineExceeded 3/3/1 ?  | DeadlineExceeded 1/1/1 ?
            reset_peer up                   | ConnectionLost 3/0/0    | ConnectionLost 3/0/0    | ConnectionLost 3/0/0 ?    | ConnectionLost 1/0/0 ?
            reset_peer down                 | ConnectionLost 3/3/3    | ConnectionLost 3/3/3    | ConnectionLost 3/3/1 ?    | ConnectionLost 1/1/1 ?
            slicer up                       | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            slicer down                     | ok 1/1/1                | ok 1/1/1                | ok 1/1/1                  | ok 1/1/1
            limit_data up                   | ConnectionLost 3/0/0    | ConnectionLost 3/0/0    | ConnectionLost 3/0/0 ?    | ConnectionLost 1/0/0 ?
            limit_data down                 | TruncatedResponse 3/3/3 | TruncatedResponse 3/3/3 | TruncatedResponse 3/3/1 ? | TruncatedResponse 1/1/1 ?
            """;

    /** The fault hits the first exchange only; a closed port stays closed. */
    static final String ONCE = """
            fault                           | GET                 | PUT                 | POST with a key     | POST
            SHUTDOWN_SERVER_AFTER_RESPONSE  | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            KEEP_OPEN                       | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            DISCONNECT_AT_END               | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            UPGRADE_TO_SSL_AT_END           | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            DISCONNECT_AT_START             | ok 2/1/1            | ok 2/1/1            | ok 2/1/1            | ConnectionLost 1/0/0 ?
            DISCONNECT_AFTER_REQUEST        | ok 2/2/2            | ok 2/2/2            | ok 2/2/1            | ConnectionLost 1/1/1 ?
            HALF_CLOSE_AFTER_REQUEST        | ok 2/2/2            | ok 2/2/2            | ok 2/2/1            | ConnectionLost 1/1/1 ?
            DISCONNECT_DURING_REQUEST_BODY  | ok 1/1/1            | ok 2/2/1            | ok 2/2/1            | ConnectionLost 1/1/0 ?
            DISCONNECT_DURING_RESPONSE_BODY | ok 2/2/2            | ok 2/2/2            | ok 2/2/1            | TruncatedResponse 1/1/1 ?
            DO_NOT_READ_REQUEST_BODY        | ok 1/1/1            | ok 1/1/0            | ok 1/1/0            | ok 1/1/0
            FAIL_HANDSHAKE                  | Tls 1/0/0           | Tls 1/0/0           | Tls 1/0/0           | Tls 1/0/0
            SHUTDOWN_INPUT_AT_END           | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            SHUTDOWN_OUTPUT_AT_END          | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            STALL_SOCKET_AT_START           | ok 2/1/1            | ok 2/1/1            | ok 2/1/1            | DeadlineExceeded 1/0/0 ?
            NO_RESPONSE                     | ok 2/2/2            | ok 2/2/2            | ok 2/2/1            | DeadlineExceeded 1/1/1 ?
            RESET_STREAM_AT_START           | ok 2/2/1            | ok 2/2/1            | ok 2/2/1            | ConnectionLost 1/1/0 ?
            EXPECT_CONTINUE                 | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            CONTINUE_ALWAYS                 | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            latency up                      | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            latency down                    | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            down up                         | ConnectFailed 3/0/0 | ConnectFailed 3/0/0 | ConnectFailed 3/0/0 | ConnectFailed 3/0/0
            down down                       | ConnectFailed 3/0/0 | ConnectFailed 3/0/0 | ConnectFailed 3/0/0 | ConnectFailed 3/0/0
            bandwidth up                    | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            bandwidth down                  | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            slow_close up                   | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            slow_close down                 | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            timeout up                      | ok 2/1/1            | ok 2/1/1            | ok 2/1/1            | DeadlineExceeded 1/0/0 ?
            timeout down                    | ok 2/2/2            | ok 2/2/2            | ok 2/2/1            | DeadlineExceeded 1/1/1 ?
            reset_peer up                   | ok 2/1/1            | ok 2/1/1            | ok 2/1/1            | ConnectionLost 1/0/0 ?
            reset_peer down                 | ok 2/2/2            | ok 2/2/2            | ok 2/2/1            | ConnectionLost 1/1/1 ?
            slicer up                       | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            slicer down                     | ok 1/1/1            | ok 1/1/1            | ok 1/1/1            | ok 1/1/1
            limit_data up                   | ok 2/1/1            | ok 2/1/1            | ok 2/1/1            | ConnectionLost 1/0/0 ?
            limit_data down                 | ok 2/2/2            | ok 2/2/2            | ok 2/2/1            | TruncatedResponse 1/1/1 ?
            """;

    /** After these the kept connection talks TLS, of which one more call hears; it is not repeated. */
    private static final Set<String> SPOILS_THE_NEXT = Set.of("UPGRADE_TO_SSL_AT_END");

    private FaultTable() {}

    /** Status of the call after this one; 0 when it must fail. */
    static int next(String fault) {
        return SPOILS_THE_NEXT.contains(fault) ? 0 : 200;
    }
}
