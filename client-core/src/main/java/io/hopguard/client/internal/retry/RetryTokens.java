package io.hopguard.client.internal.retry;

import io.hopguard.client.policy.RetryBudgetPolicy;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One target's retry budget: a bucket into which every call puts {@code ratio} of a token and from which everything that
 * adds load takes a whole one. Thread-safe, without locks; a full bucket is not written, so that healthy calls do not
 * meet here.
 */
public final class RetryTokens {
    private static final long TOKEN = 1_000_000;
    private static final int LEAST_CAPACITY = 10;

    private final boolean enabled;
    private final long deposit;
    private final long capacity;
    private final AtomicLong balance;
    private final BooleanConsumer change;
    private volatile boolean exhausted;

    /** Is told when the first retry was refused (true), and when half of the budget is there again (false). */
    @FunctionalInterface
    public interface BooleanConsumer {
        void accept(boolean exhausted);
    }

    public RetryTokens(RetryBudgetPolicy policy, BooleanConsumer change) {
        this.enabled = policy.enabled();
        this.deposit = Math.round(policy.ratio() * TOKEN);
        long most = Math.max(Math.max(policy.reserve(), LEAST_CAPACITY), (long) Math.ceil(policy.ratio()));
        this.capacity = most * TOKEN;
        this.change = change;
        this.balance = new AtomicLong(policy.reserve() * TOKEN);
    }

    /** A call begins. */
    public void deposit() {
        for (long now = balance.get(); now < capacity; now = balance.get()) {
            if (balance.compareAndSet(now, Math.min(capacity, now + deposit))) {
                if (exhausted && now + deposit >= capacity / 2) {
                    change(false);
                }
                return;
            }
        }
    }

    /** Takes a token for a retry, if there is one; always succeeds when the budget is off. */
    public boolean withdraw() {
        if (!enabled) {
            return true;
        }
        for (long now = balance.get(); now >= TOKEN; now = balance.get()) {
            if (balance.compareAndSet(now, now - TOKEN)) {
                return true;
            }
        }
        if (!exhausted) {
            change(true);
        }
        return false;
    }

    /** Told once for each change, whoever sees it first. */
    private void change(boolean now) {
        synchronized (balance) {
            if (exhausted == now) {
                return;
            }
            exhausted = now;
        }
        change.accept(now);
    }

    /** Whole tokens left. */
    public long available() {
        return balance.get() / TOKEN;
    }

    /** Whole tokens at most. */
    public long capacity() {
        return capacity / TOKEN;
    }

    /** For the story line: tokens left, of how many; null when the budget is off. */
    public @Nullable String shown() {
        return !enabled ? null : available() + "/" + capacity();
    }
}
