package io.hopguard.client;

import io.hopguard.client.internal.kernel.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the tables' words for a failure into the steps that the network takes. */
final class FailureWords {
    private static final Pattern STATUS = Pattern.compile("(?<![0-9])([1-9][0-9]{2})(?![0-9])");
    private static final Pattern HEADER = Pattern.compile("([A-Za-z]+(?:-[A-Za-z]+)+)(?:: ?| )?(true|false|[0-9]+)?");

    /** First match wins: what is more special stands first. */
    private static final Map<String, Stage> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("(?i).*certificate.*|SSLException", Fault.BAD_CERTIFICATE);
        FAULTS.put("(?i).*TLS handshake reset.*", Fault.TLS_CUT);
        FAULTS.put("(?i).*(dns failure|UnknownHost).*", Fault.UNKNOWN_HOST);
        FAULTS.put("(?i).*connect timeout.*", Fault.CONNECT_TIMEOUT);
        FAULTS.put(
                "(?i).*(connection refused|connect error|connect failure|ConnectException|NoRouteToHost).*",
                Fault.REFUSED);
        FAULTS.put("(?i).*truncated.*", Fault.TRUNCATED);
        FAULTS.put("(?i).*(response timeout|read timeout|SocketTimeout).*", Fault.NO_RESPONSE_IN_TIME);
        FAULTS.put("(?i).*InterruptedIOException.*", Fault.INTERRUPTED);
        FAULTS.put("(?i).*ProtocolException.*", Fault.GARBAGE);
        FAULTS.put(
                "(?i).*(no response|reset|ECONNRESET|ConnectionClosed|IOException|network error|read error).*",
                Fault.LOST);
        FAULTS.put("any|second failure|deadline passed", ScriptedTransport.answers(503));
    }

    private FailureWords() {}

    /** The steps, of which the last one repeats; empty when the words are not understood. */
    static List<Stage> steps(String words) {
        List<Stage> steps = new ArrayList<>();
        for (Map.Entry<String, Stage> fault : FAULTS.entrySet()) {
            if (words.matches(fault.getKey())) {
                return List.of(fault.getValue());
            }
        }
        String[] headers = headers(words);
        Matcher status = STATUS.matcher(words.replaceAll("[Rr]etry-[Aa]fter.*", ""));
        while (status.find()) {
            steps.add(ScriptedTransport.answers(Integer.parseInt(status.group(1)), headers));
            if (!words.contains(" then ")) {
                break;
            }
        }
        return steps;
    }

    private static String[] headers(String words) {
        Matcher header = HEADER.matcher(words);
        return header.find()
                ? new String[] {header.group(1), header.group(2) == null ? "true" : header.group(2)}
                : new String[0];
    }
}
