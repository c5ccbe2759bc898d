package io.hopguard.examples.demo;

import io.hopguard.examples.picture.Band;
import io.hopguard.examples.picture.DashboardSvg;
import io.hopguard.examples.picture.Film;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Those who look at Hopguard's meters while the demo runs; nobody, unless asked for. */
final class Watch implements AutoCloseable {
    private static final String NOTE =
            "hopguard demo --svg: one real run on one machine, its meters read every 200 ms; rates are of the last second.";

    private final WatchOptions options;
    private final PrintWriter out;
    private final @Nullable PrometheusMeterRegistry registry;
    private final @Nullable MetricsPort port;
    private @Nullable HopguardContestant hopguard;
    private final @Nullable Film film;

    private Watch(WatchOptions options, PrintWriter out) throws IOException {
        this.options = options;
        this.out = out;
        Integer number = options.metricsPort();
        registry =
                number == null && options.svg() == null ? null : new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        port = number == null || registry == null ? null : MetricsPort.open(number, registry);
        film = options.svg() == null || registry == null ? null : new Film(registry);
    }

    /**
     * Opens what is asked for.
     *
     * @param out is told where the metrics are
     * @throws IOException when the port cannot be had
     */
    static Watch open(WatchOptions options, PrintWriter out) throws IOException {
        Watch watch = new Watch(options, out);
        if (watch.port != null) {
            watch.say("Metrics: " + watch.port.address());
        }
        return watch;
    }

    /** The one to look at. */
    HopguardContestant contestant(URI base) {
        HopguardContestant made = new HopguardContestant(base, registry);
        hopguard = made;
        return made;
    }

    /** Looks, many times a second. */
    void at(long elapsedNanos) {
        if (film != null) {
            film.at(elapsedNanos);
        }
    }

    /** The minute is over. */
    void end(Schedule schedule) throws IOException {
        Path svg = options.svg();
        if (film != null && svg != null) {
            DashboardSvg picture = new DashboardSvg(film, HopguardContestant.TOTAL, troubles(schedule));
            String heading = "What Hopguard's meters said during a bad minute, told in "
                    + schedule.length().toSeconds() + " s";
            Files.writeString(svg, picture.text(heading, NOTE));
            say("Drawn: " + svg);
        }
    }

    private static List<Band> troubles(Schedule schedule) {
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < schedule.phases().size(); i++) {
            Phase phase = schedule.phases().get(i);
            if (!phase.trouble().equals(Trouble.NONE)) {
                double from = schedule.startNanos(i) / 1e9;
                bands.add(new Band(
                        phase.name(),
                        from,
                        from + phase.share() * schedule.length().toNanos() / 1e9));
            }
        }
        return bands;
    }

    /** The report is out: goes on for those who scrape. */
    void goOn(List<Lane> lanes) throws IOException, InterruptedException {
        if (port == null || hopguard == null) {
            return;
        }
        for (Lane lane : lanes) {
            if (lane.contestant() == hopguard) {
                new Afterwards(hopguard, lane).run();
            }
        }
        Duration stay = options.stay();
        if (!stay.isZero()) {
            say("Metrics stay at " + port.address() + " for " + stay.toSeconds() + " s; Ctrl-C ends this.");
            Thread.sleep(stay.toMillis());
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void close() {
        if (port != null) {
            port.close();
        }
    }
}
