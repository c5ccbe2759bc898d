package io.hopguard.spring;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.budget.DeadlineScope;
import io.hopguard.spring.InboundBudget.Outcome;
import io.hopguard.spring.InboundBudget.Read;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Runs each request under the time that its caller gave it. */
final class InboundBudgetFilter extends OncePerRequestFilter {
    /** Where the deadline waits for what is dispatched later on another thread. */
    private static final String DEADLINE = InboundBudgetFilter.class.getName() + ".deadline";

    private static final int GATEWAY_TIMEOUT = 504;
    private static final byte[] EXPIRED = ("{\"type\":\"about:blank\",\"title\":\"Gateway Timeout\",\"status\":504,"
                    + "\"detail\":\"The request came without any time left.\",\"code\":\"deadline_exceeded\"}")
            .getBytes(StandardCharsets.UTF_8);
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring.inbound");

    private final InboundBudget budget;
    private final InboundReport report;
    private final boolean enforce;

    InboundBudgetFilter(InboundBudget budget, InboundReport report, boolean enforce) {
        this.budget = budget;
        this.report = report;
        this.enforce = enforce;
    }

    /** What is dispatched when an asynchronous request goes on has the same deadline. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isAsyncDispatch(request)) {
            Read read = read(request);
            report.read(read.outcome(), request.getMethod());
            if (enforce && read.outcome() == Outcome.EXPIRED) {
                refuse(response);
                return;
            }
            request.setAttribute(DEADLINE, read.deadline());
        }
        if (request.getAttribute(DEADLINE) instanceof Deadline deadline) {
            bounded(deadline, request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private Read read(HttpServletRequest request) {
        HttpServletRequest received = ReceivedFrom.innermost(request);
        return budget.read(ReceivedFrom.peer(received), name -> ReceivedFrom.lines(received, name));
    }

    private void bounded(Deadline deadline, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        DeadlineScope scope = enforce ? DeadlineScope.open(deadline) : DeadlineScope.observing(deadline);
        try {
            chain.doFilter(request, response);
        } finally {
            report.late(scope.wouldHaveEnded(), request.getMethod());
            close(scope);
        }
    }

    /** The answer may be good although the application forgot a scope of its own. */
    private static void close(DeadlineScope scope) {
        try {
            scope.close();
        } catch (IllegalStateException e) {
            LOG.warn("a request left a DeadlineScope open, which has been closed", e);
        }
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(GATEWAY_TIMEOUT);
        response.setContentType("application/problem+json");
        response.setContentLength(EXPIRED.length);
        response.getOutputStream().write(EXPIRED);
    }
}
