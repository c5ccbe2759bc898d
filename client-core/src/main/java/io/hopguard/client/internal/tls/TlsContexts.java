package io.hopguard.client.internal.tls;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.policy.Problems;
import io.hopguard.client.policy.TlsPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The context for the next connection, made anew when a file has changed. A new context instead of new managers in the old
 * one, because JSSE keeps sessions in the context: a resumed session asks neither for trust nor for a key. Thread-safe.
 */
public final class TlsContexts {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");

    private final TlsFiles files;
    private final Handshakes handshakes;
    private final Time time;
    private final long everyNanos;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile SSLContext current;
    private volatile long lookedAtNanos;
    private List<Stamp> stamps;

    private TlsContexts(TlsFiles files, Handshakes handshakes, Time time, Duration every, First first) {
        this.files = files;
        this.handshakes = handshakes;
        this.time = time;
        this.everyNanos = Deadline.saturatedNanos(every);
        this.lookedAtNanos = time.nanos();
        this.current = first.context;
        this.stamps = first.stamps;
    }

    private record First(SSLContext context, List<Stamp> stamps) {}

    /**
     * Reads the files.
     *
     * @return the contexts, or null when a file cannot be used, which the problems then tell
     */
    public static @Nullable TlsContexts open(TlsPolicy policy, Time time, Problems problems) {
        TlsFiles files = new TlsFiles(policy, time);
        Handshakes handshakes = new Handshakes();
        List<Stamp> stamps = files.stamps();
        SSLContext context = files.read(handshakes::asked, problems);
        return context == null
                ? null
                : new TlsContexts(files, handshakes, time, policy.reloadEvery(), new First(context, stamps));
    }

    /** The handshakes that are under way. */
    public Handshakes handshakes() {
        return handshakes;
    }

    /** The context to make a connection with; looks at the files when it is time, on the caller's thread. */
    public SSLContext current() {
        if (time.nanos() - lookedAtNanos >= everyNanos && looking.tryLock()) {
            try {
                look();
                lookedAtNanos = time.nanos();
            } finally {
                looking.unlock();
            }
        }
        return current;
    }

    private void look() {
        List<Stamp> seen = files.stamps();
        if (seen.equals(stamps)) {
            return;
        }
        Problems problems = new Problems();
        SSLContext read = files.read(handshakes::asked, problems);
        // Whatever was written while it was read is looked at again.
        stamps = seen;
        if (read != null) {
            current = read;
            LOG.info(
                    "TLS files have changed; new connections use them: {}",
                    seen.stream().map(Stamp::path).toList());
        } else {
            LOG.warn(
                    "TLS files have changed and cannot be used, what was read before stays in use: {}",
                    problems.found());
        }
    }
}
