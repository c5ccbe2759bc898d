package io.hopguard.client.internal.retry;

import io.hopguard.client.policy.RetryBudgetPolicy;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One target's retry budget: a bucket into which every call puts {@code ratio} of a token and every success
 * {@code perSuccess}, and from which everything that adds load takes a whole one. Thread-safe, without locks; a full bucket is not written, so that healthy calls do not
 * meet here.
 */
public final class RetryTokens {
    private static final long TOKEN = 1_000_000;
    private static final int LEAST_CAPACITY = 10;

    private final AtomicLong balance;
    private final BooleanConsumer change;
    private volatile Rules rules;
    private volatile boolean exhausted;

    /** Is told when the first retry was refused (true), and when half of the budget is there again (false). */
    @FunctionalInterface
    public interface BooleanConsumer {
        void accept(boolean exhausted);
    }

    private record Rules(boolean enabled, long perCall, long perSuccess, long capacity) {
        static Rules of(RetryBudgetPolicy policy) {
            double mostAtOnce = Math.max(policy.ratio(), policy.perSuccess());
            long most = Math.max(Math.max(policy.reserve(), LEAST_CAPACITY), (long) Math.ceil(mostAtOnce));
            return new Rules(policy.enabled(), tokens(policy.ratio()), tokens(policy.perSuccess()), most * TOKEN);
        }

        private static long tokens(double share) {
            return Math.round(share * TOKEN);
        }

        boolean halfFull(long balance) {
            return balance >= capacity / 2;
        }
    }

    public RetryTokens(RetryBudgetPolicy policy, BooleanConsumer change) {
        this.rules = Rules.of(policy);
        this.change = change;
        this.balance = new AtomicLong(policy.reserve() * TOKEN);
    }

    /** Goes on under other rules: with what is left, as far as it fits. */
    public void follow(RetryBudgetPolicy policy) {
        Rules next = Rules.of(policy);
        rules = next;
        long left = balance.updateAndGet(now -> Math.min(now, next.capacity()));
        if (exhausted && (!next.enabled() || next.halfFull(left))) {
            change(false);
        }
    }

    /** A call begins. */
    public void deposit() {
        Rules by = rules;
        put(by.perCall(), by);
    }

    /** An attempt has succeeded. */
    public void succeeded() {
        Rules by = rules;
        put(by.perSuccess(), by);
    }

    private void put(long share, Rules by) {
        for (long now = balance.get(); now < by.capacity(); now = balance.get()) {
            long next = Math.min(by.capacity(), now + share);
            if (balance.compareAndSet(now, next)) {
                if (exhausted && by.halfFull(next)) {
                    change(false);
                }
                return;
            }
        }
    }

    /** Takes a token for a retry, if there is one; always succeeds when the budget is off. */
    public boolean withdraw() {
        if (!rules.enabled()) {
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
        return rules.capacity() / TOKEN;
    }

    /** For the story line: tokens left, of how many. */
    public String shown() {
        return available() + "/" + capacity();
    }
}
