package io.hopguard.spring;

import io.hopguard.client.budget.BudgetHeader;
import org.jspecify.annotations.Nullable;

/** How the time left is told to the next hop, or that it is not told. */
enum BudgetHeaderName {
    OFF(null),
    X_TIMEOUT_BUDGET_MS(BudgetHeader.X_TIMEOUT_BUDGET_MS),
    GRPC_TIMEOUT(BudgetHeader.GRPC_TIMEOUT),
    X_ENVOY_EXPECTED_RQ_TIMEOUT_MS(BudgetHeader.X_ENVOY_EXPECTED_RQ_TIMEOUT_MS),
    EXPECT_WITHIN(BudgetHeader.EXPECT_WITHIN);

    private final @Nullable BudgetHeader header;

    BudgetHeaderName(@Nullable BudgetHeader header) {
        this.header = header;
    }

    @Nullable
    BudgetHeader header() {
        return header;
    }
}
