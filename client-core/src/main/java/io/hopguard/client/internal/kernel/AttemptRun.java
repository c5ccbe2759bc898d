package io.hopguard.client.internal.kernel;

import io.hopguard.client.budget.BudgetHeader;
import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt while it runs: how far it came, whom it talks to, and how to abort it. The phases are kept by the call's
 * thread; {@link #abort()} may come from any, and never after {@link #finish()}.
 */
public final class AttemptRun implements Attempt.Course {
    private static final int PHASES = Phase.values().length;
    private static final long[] NO_PHASES = new long[0];
    private static final byte[] NOTHING = new byte[0];
    private static final AtomicReferenceFieldUpdater<AttemptRun, @Nullable State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(AttemptRun.class, State.class, "state");

    /** Stands for "no attempt is under way". */
    public static final AttemptRun NONE = new AttemptRun(0, Deadline.after(Long.MAX_VALUE / 4, () -> 0), () -> 0);

    private enum State {
        FINISHED,
        ABORTED
    }

    private final int number;
    private final long deadlineNanos;
    private final LongSupplier clock;
    private final long startNanos;
    private long[] nanosByPhase = NO_PHASES;
    private boolean handedOut;
    private @Nullable Exception refusal;
    /** Null while it runs. */
    private volatile @Nullable State state;

    private volatile @Nullable Runnable onAbort;
    private Phase phase = Phase.ADMISSION;
    private long phaseStart;
    private boolean sent;
    private @Nullable String peer;
    private boolean reusedConnection;
    private boolean readByProxy;
    private @Nullable ReceivedHead head;
    private byte[] cutBody = NOTHING;
    private @Nullable Announcement announcement;
    private long leftAtSendNanos = -1;
    /** Of the one field that almost every attempt tells. */
    private @Nullable String toldName;

    private String toldValue = "";
    private List<String> toldBesides = List.of();

    public AttemptRun(int number, Deadline deadline, LongSupplier clock) {
        this(number, deadline.atNanos(), clock, clock.getAsLong());
    }

    /** Begun at a moment that the clock has just shown. */
    public AttemptRun(int number, long deadlineNanos, LongSupplier clock, long startNanos) {
        this.number = number;
        this.deadlineNanos = deadlineNanos;
        this.clock = clock;
        this.startNanos = startNanos;
        this.phaseStart = startNanos;
    }

    @Override
    public int number() {
        return number;
    }

    /** By when it must have ended, by the clock. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    /** What is left of its time; zero or negative once that has passed. */
    public long remainingNanos() {
        return deadlineNanos - clock.getAsLong();
    }

    @Override
    public Phase phase() {
        return phase;
    }

    public void enter(Phase next) {
        if (nanosByPhase.length == 0) {
            nanosByPhase = new long[PHASES];
            nanosByPhase[phase.ordinal()] = endedAfterNanos();
        }
        count();
        phase = next;
    }

    private void count() {
        if (handedOut) {
            // An interceptor may go on with an attempt of which somebody has been told.
            nanosByPhase = nanosByPhase.clone();
            handedOut = false;
        }
        long now = clock.getAsLong();
        if (nanosByPhase.length > 0) {
            nanosByPhase[phase.ordinal()] += now - phaseStart;
        }
        phaseStart = now;
    }

    /** Where the time went, now that it is over; null when it came no further than its first phase. */
    @Override
    public long @Nullable [] nanosByPhase() {
        count();
        handedOut = nanosByPhase.length > 0;
        return nanosByPhase.length == 0 ? null : nanosByPhase;
    }

    /** What it spent in a phase that it has left; as of {@link #nanosByPhase()} in its last one, too. */
    public long nanosIn(Phase one) {
        if (nanosByPhase.length == 0) {
            return one == phase ? endedAfterNanos() : 0;
        }
        return nanosByPhase[one.ordinal()];
    }

    /** From its start to {@link #nanosByPhase()}, or to where it entered its phase. */
    @Override
    public long endedAfterNanos() {
        return phaseStart - startNanos;
    }

    /** The circuit breaker does not let it go. */
    public void refusedBy(Exception said) {
        refusal = said;
    }

    public boolean wasRefusedBy(Exception thrown) {
        return refusal == thrown;
    }

    /** From now on a byte of the request may have reached the peer. */
    public void sending() {
        sent = true;
        leftAtSendNanos = Math.max(0, deadlineNanos - phaseStart);
    }

    /** The first write failed: no byte of the request has left this process. */
    public void nothingSent() {
        sent = false;
    }

    public boolean sent() {
        return sent;
    }

    public void peer(@Nullable String address) {
        peer = address;
    }

    @Override
    public @Nullable String peer() {
        return peer;
    }

    /** How it goes out: over a connection that has been used before, and before the eyes of a forward proxy. */
    public void over(boolean used, boolean proxyReads) {
        reusedConnection = used;
        readByProxy = proxyReads;
    }

    @Override
    public boolean reusedConnection() {
        return reusedConnection;
    }

    @Override
    public boolean readByProxy() {
        return readByProxy;
    }

    public void head(ReceivedHead received) {
        head = received;
    }

    /** The head of the final response; null while none has come. */
    public @Nullable ReceivedHead head() {
        return head;
    }

    /** The beginning of a body that did not come whole: to be looked at, never to be handed out as the body. */
    public void cutBody(byte[] beginning) {
        cutBody = beginning;
    }

    public byte[] cutBody() {
        return cutBody;
    }

    public long elapsedNanos() {
        return clock.getAsLong() - startNanos;
    }

    /** What ends the I/O under way; run at once when the attempt has been aborted already. */
    public void onAbort(Runnable action) {
        onAbort = action;
        if (aborted()) {
            action.run();
        }
    }

    /**
     * Ends the I/O under way, unless the attempt has finished. May be called again: what was not there yet the first time
     * (a connection in the making) is ended the next.
     */
    public void abort() {
        if (this == NONE) {
            return;
        }
        STATE.compareAndSet(this, null, State.ABORTED);
        Runnable action = onAbort;
        if (action != null && aborted()) {
            action.run();
        }
    }

    /** How the next hop is told what is left when the request is written, less a margin. */
    public record Announcement(BudgetHeader header, long marginNanos) {}

    /** The next hop is to be told so. */
    public void announce(Announcement made) {
        announcement = made;
    }

    /** Adds a header field to the request of this attempt alone, in the place of one of that name. */
    public void tell(String name, String value) {
        if (toldName == null) {
            toldName = name;
            toldValue = value;
            return;
        }
        List<String> more = new ArrayList<>(toldBesides);
        more.add(name);
        more.add(value);
        toldBesides = more;
    }

    /** Names and values in turn. */
    public List<String> tells() {
        if (toldName == null) {
            return List.of();
        }
        List<String> first = List.of(toldName, toldValue);
        return toldBesides.isEmpty()
                ? first
                : Stream.concat(first.stream(), toldBesides.stream()).toList();
    }

    /** What was left of the attempt's time when its request was written, or -1 when it was not. */
    public long leftAtSendNanos() {
        return leftAtSendNanos;
    }

    public @Nullable BudgetHeader budgetHeader() {
        return announcement == null ? null : announcement.header;
    }

    /** What to tell the next hop at this moment; empty when there is no header. */
    public String budgetValue() {
        return announcement == null ? "" : announcement.header.encode(remainingNanos() - announcement.marginNanos);
    }

    public boolean aborted() {
        return state == State.ABORTED;
    }

    /** Claims the connection for reuse: false when the attempt has been aborted. */
    public boolean finish() {
        return STATE.compareAndSet(this, null, State.FINISHED);
    }

    boolean isOverdueAt(long nowNanos) {
        return this != NONE && nowNanos - deadlineNanos >= 0;
    }
}
