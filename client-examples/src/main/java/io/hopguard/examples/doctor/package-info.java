/** The operator's checklist behind {@code hopguard doctor}: probes, judgements on what they saw, and pages that show them. */
@NullMarked
package io.hopguard.examples.doctor;

import org.jspecify.annotations.NullMarked;
