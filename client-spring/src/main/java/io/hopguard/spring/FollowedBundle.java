package io.hopguard.spring;

import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** A context that goes by a named bundle, also where that changes at the very moment at which it is first looked at. */
final class FollowedBundle {
    private final RenewableContext context;
    private final ReentrantLock one = new ReentrantLock();
    private boolean changed;

    FollowedBundle(SslBundles bundles, String name) {
        SslBundle first = bundles.getBundle(name);
        context = new RenewableContext(first);
        bundles.addBundleUpdateHandler(name, this::change);
        one.lock();
        try {
            SslBundle now = bundles.getBundle(name);
            if (!changed && now != first) {
                context.renew(now);
            }
        } finally {
            one.unlock();
        }
    }

    RenewableContext context() {
        return context;
    }

    private void change(SslBundle next) {
        one.lock();
        try {
            changed = true;
            context.renew(next);
        } finally {
            one.unlock();
        }
    }
}
