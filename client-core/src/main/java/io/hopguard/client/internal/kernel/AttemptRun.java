package io.hopguard.client.internal.kernel;

import io.hopguard.client.budget.BudgetHeader;
import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.PhaseTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt while it runs: how far it came, whom it talks to, and how to abort it. The phases are kept by the call's
 * thread; {@link #abort()} may come from any, and never after {@link #finish()}.
 */
public final class AttemptRun {
    private static final int PHASES = Phase.values().length;
    private static final byte[] NOTHING = new byte[0];

    /** Stands for "no attempt is under way". */
    public static final AttemptRun NONE = new AttemptRun(0, Deadline.after(Long.MAX_VALUE / 4, () -> 0), () -> 0);

    private enum State {
        RUNNING,
        FINISHED,
        ABORTED
    }

    private final int number;
    private final Deadline deadline;
    private final LongSupplier clock;
    private final long startNanos;
    private final long[] nanosByPhase = new long[PHASES];
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private volatile @Nullable Runnable onAbort;
    private Phase phase = Phase.ADMISSION;
    private long phaseStart;
    private boolean sent;
    private @Nullable String peer;
    private boolean reusedConnection;
    private boolean readByProxy;
    private @Nullable ReceivedHead head;
    private byte[] cutBody = NOTHING;
    private @Nullable BudgetHeader budgetHeader;
    private long budgetMarginNanos;
    private long leftAtSendNanos = -1;
    private List<String> tells = List.of();

    public AttemptRun(int number, Deadline deadline, LongSupplier clock) {
        this.number = number;
        this.deadline = deadline;
        this.clock = clock;
        this.startNanos = clock.getAsLong();
        this.phaseStart = startNanos;
    }

    public int number() {
        return number;
    }

    public Deadline deadline() {
        return deadline;
    }

    public Phase phase() {
        return phase;
    }

    public void enter(Phase next) {
        long now = clock.getAsLong();
        nanosByPhase[phase.ordinal()] += now - phaseStart;
        phaseStart = now;
        phase = next;
    }

    public PhaseTimes times() {
        enter(phase);
        return PhaseTimes.of(nanosByPhase);
    }

    /** From now on a byte of the request may have reached the peer. */
    public void sending() {
        sent = true;
        leftAtSendNanos = Math.max(0, deadline.atNanos() - phaseStart);
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

    public @Nullable String peer() {
        return peer;
    }

    /** How it goes out: over a connection that has been used before, and before the eyes of a forward proxy. */
    public void over(boolean used, boolean proxyReads) {
        reusedConnection = used;
        readByProxy = proxyReads;
    }

    public boolean reusedConnection() {
        return reusedConnection;
    }

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
        if (state.get() == State.ABORTED) {
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
        state.compareAndSet(State.RUNNING, State.ABORTED);
        Runnable action = onAbort;
        if (action != null && aborted()) {
            action.run();
        }
    }

    /** The next hop is to be told what is left when the request is written, less a margin. */
    public void announce(BudgetHeader header, long marginNanos) {
        budgetHeader = header;
        budgetMarginNanos = marginNanos;
    }

    /** Adds a header field to the request of this attempt alone, in the place of one of that name. */
    public void tell(String name, String value) {
        List<String> more = new ArrayList<>(tells);
        more.add(name);
        more.add(value);
        tells = more;
    }

    /** Names and values in turn. */
    public List<String> tells() {
        return tells;
    }

    /** What was left of the attempt's time when its request was written, or -1 when it was not. */
    public long leftAtSendNanos() {
        return leftAtSendNanos;
    }

    public @Nullable BudgetHeader budgetHeader() {
        return budgetHeader;
    }

    /** What to tell the next hop at this moment; empty when there is no header. */
    public String budgetValue() {
        return budgetHeader == null ? "" : budgetHeader.encode(deadline.remainingNanos() - budgetMarginNanos);
    }

    public boolean aborted() {
        return state.get() == State.ABORTED;
    }

    /** Claims the connection for reuse: false when the attempt has been aborted. */
    public boolean finish() {
        return state.compareAndSet(State.RUNNING, State.FINISHED);
    }

    boolean isOverdueAt(long nowNanos) {
        return this != NONE && nowNanos - deadline.atNanos() >= 0;
    }
}
