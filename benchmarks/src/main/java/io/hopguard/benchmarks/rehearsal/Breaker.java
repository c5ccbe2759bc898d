package io.hopguard.benchmarks.rehearsal;

/** Stands before each attempt. */
interface Breaker {
    Breaker NONE = new Breaker() {
        @Override
        public boolean admits() {
            return true;
        }

        @Override
        public void succeeded() {}

        @Override
        public void failed() {}
    };

    boolean admits();

    void succeeded();

    void failed();
}
