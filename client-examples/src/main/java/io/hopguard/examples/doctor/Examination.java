package io.hopguard.examples.doctor;

import io.hopguard.client.ResilientClient;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Goes one way, from the name to the second request on a kept connection. */
record Examination(String name, Place place, Order order, Lookup lookup, Progress progress) {
    private static final long LONGEST_PROBE_NANOS = 5_000_000_000L;

    Leg leg(Sender sender) throws InterruptedException {
        List<Step> steps = new ArrayList<>();
        long limitNanos = Math.min(LONGEST_PROBE_NANOS, order.timeout().toNanos());
        say("resolving the host");
        Resolution resolution = Resolution.of(place, lookup, limitNanos);
        steps.add(ResolveCheck.of(place, resolution));
        List<Dial> dials = dialled(resolution, limitNanos, steps);
        List<Handshake> handshakes = shaken(dials, limitNanos, steps);
        // Then one attempt is enough to have it diagnosed.
        boolean hopeless = dials.stream().noneMatch(Dial::connected)
                || steps.get(steps.size() - 1).result() == Result.FAIL;
        List<Trial> trials = tried(sender, hopeless ? 1 : order.attempts(), steps);
        return new Leg(name, place, resolution, dials, handshakes, trials, List.copyOf(steps));
    }

    private List<Dial> dialled(Resolution resolution, long limitNanos, List<Step> steps) throws InterruptedException {
        if (resolution.addresses().isEmpty()) {
            steps.add(Step.skipped(Check.CONNECT, "there is no address to connect to"));
            return List.of();
        }
        say("connecting to " + Words.count(resolution.addresses().size(), "address", "addresses"));
        List<Dial> dials = Dial.all(resolution.addresses(), place.port(), limitNanos);
        steps.add(ConnectCheck.of(place, dials));
        return dials;
    }

    private List<Handshake> shaken(List<Dial> dials, long limitNanos, List<Step> steps) throws InterruptedException {
        List<InetAddress> connected =
                dials.stream().filter(Dial::connected).map(Dial::address).toList();
        if (!place.tls() || connected.isEmpty()) {
            steps.add(Step.skipped(Check.TLS, place.tls() ? "there is no connection" : "the URL is http, not https"));
            return List.of();
        }
        say("shaking hands for TLS");
        Instant now = Instant.now();
        List<Handshake> handshakes =
                new Handshaker(place, now, (int) Math.max(1, limitNanos / 1_000_000)).all(connected);
        steps.add(new TlsCheck(place, now).of(handshakes));
        return handshakes;
    }

    private List<Trial> tried(Sender sender, int wanted, List<Step> steps) throws InterruptedException {
        Trials sending = new Trials(sender, order);
        List<Trial> trials = new ArrayList<>();
        Step keepAlive = Step.skipped(Check.KEEP_ALIVE, "no attempt was made");
        for (int number = 1; number <= wanted; number++) {
            say("attempt " + number + " of " + wanted);
            try (ResilientClient client = sending.open()) {
                Trial trial = sending.one(client, place.uri(), number);
                trials.add(trial);
                keepAlive = number == wanted ? again(sending, client, trial) : keepAlive;
            }
        }
        steps.add(RequestCheck.of(trials));
        steps.add(HopsCheck.of(trials));
        steps.add(ClockCheck.of(trials));
        steps.add(TimeoutCheck.of(trials, order.timeout().toNanos()));
        steps.add(keepAlive);
        return trials;
    }

    private Step again(Trials sending, ResilientClient client, Trial last) throws InterruptedException {
        if (!order.mayAddRequests()) {
            return Step.skipped(Check.KEEP_ALIVE, "a " + order.method() + " is not sent more often than asked for");
        }
        if (!last.answered()) {
            return Step.skipped(Check.KEEP_ALIVE, "the last attempt left no connection");
        }
        if (KeepAliveCheck.saysClose(last)) {
            return KeepAliveCheck.of(last, null);
        }
        say("one more request on the same connection");
        return KeepAliveCheck.of(last, sending.one(client, place.uri(), last.number() + 1));
    }

    private void say(String words) {
        progress.at((name.equals("direct") ? "direct: " : "") + words);
    }
}
