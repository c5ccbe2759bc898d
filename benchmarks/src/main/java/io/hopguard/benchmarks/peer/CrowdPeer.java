package io.hopguard.benchmarks.peer;

import java.util.function.BiFunction;

/** Clients that are to make very many calls at once, sized for it. */
public enum CrowdPeer {
    /** For comparison: as many connections as places; a call waits for one for 3 min, its default. */
    HTTPCLIENT("HttpClient 5", (url, places) -> new HttpClientPeer(url, HttpClientReading::byEntityUtils, places)),

    HOPGUARD("Hopguard", HopguardPeer::forCrowd);

    private final String label;
    private final BiFunction<String, Integer, Peer> opening;

    CrowdPeer(String label, BiFunction<String, Integer, Peer> opening) {
        this.label = label;
        this.opening = opening;
    }

    public String label() {
        return label;
    }

    public Peer open(String url, int places) {
        return opening.apply(url, places);
    }
}
