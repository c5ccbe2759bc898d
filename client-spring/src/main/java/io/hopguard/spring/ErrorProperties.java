package io.hopguard.spring;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How failures of clients are answered to callers of the application.
 *
 * @param enabled Whether failures that no controller handles are answered as 502, 503 or 504 with a problem detail.
 * @param includeDiagnosis Whether the answer has causes, confidence and who answered.
 * @param includeInternals Whether the answer has the story, evidence, advice, products and hops: these name hosts and paths behind the application.
 * @param order Order among the application's controller advice.
 */
record ErrorProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("true") boolean includeDiagnosis,
        @DefaultValue("false") boolean includeInternals,
        @DefaultValue("0") int order) {}
