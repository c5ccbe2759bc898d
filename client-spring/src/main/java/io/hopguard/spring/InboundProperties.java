package io.hopguard.spring;

import io.hopguard.client.budget.BudgetHeader;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done with the time that callers of the application give it.
 *
 * @param enabled Whether budgets of callers are read.
 * @param enforce Whether they bound the calls that a request makes, and requests without any time left are refused with 504; otherwise they are only observed.
 * @param headers Headers that may hold a budget; of several the shortest holds.
 * @param trustedSources Whose budgets are taken, as addresses, networks (10.1.0.0/16), private or all.
 * @param max Longer budgets count as this one; unset, they are taken as they are.
 * @param order Order of the servlet filter; by default it comes ahead of security, and behind Spring Boot's observation.
 */
record InboundProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean enforce,
        @DefaultValue("x-timeout-budget-ms") List<BudgetHeader> headers,
        @DefaultValue("private") List<String> trustedSources,
        @Nullable Duration max,
        @DefaultValue("-2147483638") int order) {}
