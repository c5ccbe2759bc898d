package io.hopguard.client;

import io.hopguard.client.budget.HopPlan;
import io.hopguard.client.internal.tls.TlsContexts;
import io.hopguard.client.policy.Problems;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All settings of a client, found to fit together, with what was read from files for that; what the builder is told afterwards does
 * not change them. Made by {@link ResilientClientBuilder#check()}, used by {@link ResilientClient#reconfigure(CheckedSettings)}.
 * Immutable and thread-safe; may be used several times.
 */
public final class CheckedSettings {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");

    private final ClientSettings settings;
    private final @Nullable TlsContexts tls;

    CheckedSettings(ClientSettings settings, @Nullable TlsContexts tls) {
        this.settings = settings;
        this.tls = tls;
    }

    ClientSettings settings() {
        return settings;
    }

    @Nullable
    TlsContexts tls() {
        return tls;
    }

    /** The client that they are for has this name. */
    void requireName(String kept) {
        Problems problems = new Problems();
        problems.require(
                settings.name().equals(kept),
                "name",
                "'" + settings.name() + "'",
                "must stay '" + kept + "', which meters, logs and threads of the client have");
        problems.throwIfAny();
    }

    void tellOfHops() {
        for (HopPlan.Finding finding : settings.hopFindings()) {
            LOG.warn(
                    "client {}, hops: {} is {}; {}",
                    settings.name(),
                    finding.hop(),
                    Problems.shown(finding.value()),
                    finding.advice());
        }
    }

    @Override
    public String toString() {
        return "CheckedSettings of client " + settings.name();
    }
}
