package io.hopguard.client.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.extend.Token;
import io.hopguard.client.internal.auth.TokenAnswer.Bearer;
import io.hopguard.client.internal.auth.TokenAnswer.None;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The requests to the source, with a clock in the test's hand. */
@Timeout(20)
class TokensTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Tokens tokens = new Tokens(this::token, now::get, "test");
    private final Semaphore begun = new Semaphore(0);
    private volatile int hanging;

    private Token token() {
        if (asked.incrementAndGet() <= hanging) {
            begun.release();
            boolean open = false;
            while (!open) {
                try {
                    gate.await();
                    open = true;
                } catch (InterruptedException e) {
                    // A source may take no notice.
                    open = false;
                }
            }
        }
        return Token.of("t");
    }

    @AfterEach
    void close() {
        gate.countDown();
        tokens.close();
    }

    private void pass(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void aRequestThatHangsIsGivenUpAndTheNextCallAsksAgain() throws Exception {
        hanging = 1;
        CompletableFuture<TokenAnswer> first = tokens.current();
        begun.acquire();
        pass(29);
        assertThat(tokens.current()).isSameAs(first);
        pass(1);
        assertThat(tokens.current().get(10, TimeUnit.SECONDS)).isInstanceOf(Bearer.class);
        assertThat(first.get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        None.class, none -> assertThat(none.words()).contains("within 30 s"));
    }

    @Test
    void aSourceThatNeverReturnsTakesNoMoreThanItsThreads() throws Exception {
        hanging = Integer.MAX_VALUE;
        for (int i = 0; i < Tokens.THREADS; i++) {
            tokens.current();
            begun.acquire();
            pass(30);
        }
        assertThat(tokens.current().get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        None.class, none -> assertThat(none.words()).contains("no thread is free"));
    }

    @Test
    void aRefusalOfAnOlderTokenLeavesTheNewerAlone() throws Exception {
        Bearer older = (Bearer) tokens.current().get(10, TimeUnit.SECONDS);
        assertThat(tokens.refused(older)).isTrue();
        Bearer newer = (Bearer) tokens.current().get(10, TimeUnit.SECONDS);
        assertThat(newer).isNotSameAs(older);
        assertThat(tokens.refused(older)).isTrue();
        assertThat(tokens.current().get(10, TimeUnit.SECONDS)).isSameAs(newer);
        assertThat(asked).hasValue(2);
    }
}
