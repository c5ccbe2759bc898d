package io.hopguard.client;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.internal.auth.Tokens;
import io.hopguard.client.internal.breaker.Breakers;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.Classifier;
import io.hopguard.client.internal.kernel.DeadlineReaper;
import io.hopguard.client.internal.kernel.Diagnoses;
import io.hopguard.client.internal.kernel.Pause;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.redirect.RedirectRules;
import io.hopguard.client.internal.redirect.SecretHeaders;
import io.hopguard.client.internal.retry.RetryDecider;
import io.hopguard.client.internal.stage.AbroadStage;
import io.hopguard.client.internal.stage.AdmitStage;
import io.hopguard.client.internal.stage.AuthStage;
import io.hopguard.client.internal.stage.BreakerStage;
import io.hopguard.client.internal.stage.BudgetStage;
import io.hopguard.client.internal.stage.CookieStage;
import io.hopguard.client.internal.stage.DecodeStage;
import io.hopguard.client.internal.stage.DiagnoseStage;
import io.hopguard.client.internal.stage.GuardStage;
import io.hopguard.client.internal.stage.IdentifyStage;
import io.hopguard.client.internal.stage.InterceptStage;
import io.hopguard.client.internal.stage.ObserveCallStage;
import io.hopguard.client.internal.stage.RedirectStage;
import io.hopguard.client.internal.stage.RetryStage;
import io.hopguard.client.internal.stage.TellIdStage;
import io.hopguard.client.internal.trace.CallTracing;
import io.hopguard.client.internal.trace.TraceAttemptStage;
import io.hopguard.client.internal.trace.TraceCallStage;
import io.hopguard.client.policy.RedirectPolicy;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The table of contents: how a call goes through the client. Read {@link #assemble} from its last line to its first: that
 * is the way down, from what the user asked for to one attempt on the wire.
 */
final class Pipeline {
    private final ClientSettings settings;
    private final DeadlineReaper reaper;
    private final @Nullable Tokens tokens;
    private final @Nullable CallTracing tracing;
    private final BooleanSupplier closed;
    private final Time time;
    private final Classifier classifier;
    private final CallObserver observers;
    private final SecretHeaders secrets;
    private final Diagnoses diagnoses;

    Pipeline(
            ClientSettings settings,
            CallObserver observers,
            DeadlineReaper reaper,
            @Nullable Tokens tokens,
            @Nullable CallTracing tracing,
            BooleanSupplier closed) {
        this.settings = settings;
        this.reaper = reaper;
        this.tokens = tokens;
        this.tracing = tracing;
        this.closed = closed;
        this.time = settings.internals().time();
        this.classifier = new Classifier(settings.policies().retry().statuses());
        this.observers = observers;
        this.secrets = new SecretHeaders(settings.secretHeaders());
        this.diagnoses = new Diagnoses(settings.diagnosis());
    }

    /** Links the stages, innermost first. A stage that is off is not in the chain. */
    Stage assemble(Stage transport) {
        Stage stage = transport;
        stage = new DiagnoseStage(diagnoses, settings.policies().retry().statuses(), time, stage);
        stage = budget(stage);
        stage = settings.requestIdHeader() == null ? stage : new TellIdStage(settings.requestIdHeader(), stage);
        stage = tracing == null ? stage : new TraceAttemptStage(tracing, stage);
        stage = breaker(stage);
        stage = CookieStage.wrap(settings.cookieJar(), stage);
        stage = settings.keepsSecretsFromInterceptors() ? new AbroadStage(secrets, stage) : stage;
        stage = InterceptStage.wrap(settings.attemptInterceptors(), stage);
        stage = retry(stage);
        stage = tokens == null ? stage : new AuthStage(tokens, new Pause(time), stage);
        stage = redirect(stage);
        stage = InterceptStage.wrap(settings.callInterceptors(), stage);
        stage = AdmitStage.wrap(settings.policies().bulkhead(), time, observers, stage);
        stage = new DecodeStage(time, stage);
        stage = new ObserveCallStage(observers, time, stage);
        stage = new IdentifyStage(stage);
        stage = new GuardStage(reaper, closed, stage);
        stage = tracing == null ? stage : new TraceCallStage(tracing, stage);
        return stage;
    }

    private Stage budget(Stage next) {
        long marginNanos =
                Deadline.saturatedNanos(settings.policies().timeouts().budgetMargin());
        return new BudgetStage(settings.budgetHeader(), marginNanos, next);
    }

    private Stage breaker(Stage next) {
        if (!settings.policies().circuitBreaker().enabled()) {
            return next;
        }
        return new BreakerStage(
                Breakers.source(
                        settings.name(),
                        settings.policies().circuitBreaker(),
                        time,
                        settings.breakerRegistry(),
                        observers::breakerChanged),
                classifier,
                time,
                observers,
                next);
    }

    private Stage retry(Stage next) {
        RetryDecider decider = new RetryDecider(
                settings.policies().retry(),
                Deadline.saturatedNanos(settings.policies().timeouts().minAttempt()));
        RetryStage.Rules rules = new RetryStage.Rules(
                decider,
                classifier,
                settings.policies().retryBudget(),
                Deadline.saturatedNanos(settings.policies().timeouts().attempt()));
        return new RetryStage(rules, time, settings.internals().random(), observers, next);
    }

    private Stage redirect(Stage next) {
        RedirectPolicy policy = settings.policies().redirects();
        return policy.enabled()
                ? new RedirectStage(
                        new RedirectRules(policy.crossOrigin(), policy.unsafeMethods(), secrets),
                        policy.maxRedirects(),
                        observers,
                        next)
                : next;
    }
}
