package io.hopguard.spring;

import io.hopguard.client.BreakerControl;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.http.Target;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The same endpoint, for applications that let their operators reset circuit breakers and set them by force. A class of its own, so
 * that elsewhere there is no such operation. Thread-safe.
 */
@Endpoint(id = "hopguard", defaultAccess = Access.READ_ONLY)
public class HopguardControlEndpoint extends HopguardEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring");

    HopguardControlEndpoint(ApplicationClients clients, LastFailures failures) {
        super(clients, failures);
    }

    /** What may be done with a circuit breaker. */
    enum Action {
        RESET,
        FORCE_OPEN,
        DISABLE;

        private static Action of(String written) {
            return Arrays.stream(values())
                    .filter(action -> action.written().equals(written.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new Refusal("action: must be one of "
                            + Arrays.stream(values()).map(Action::written).toList()));
        }

        private String written() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private void applyTo(BreakerControl breaker) {
            switch (this) {
                case RESET -> breaker.reset();
                case FORCE_OPEN -> breaker.forceOpen();
                case DISABLE -> breaker.disable();
            }
        }
    }

    record Changed(String target, String state) implements OperationResponseBody {}

    record Refused(String refused) implements OperationResponseBody {}

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refusal(String reason) {
            super(reason);
        }
    }

    /**
     * Resets a target's circuit breaker, or sets it by force until it is reset.
     *
     * @param client the name of the client
     * @param target scheme, host and port, as the endpoint shows it
     * @param action what to do: {@code reset}, {@code force-open} or {@code disable}
     * @return the breaker's state now; or with status 400 why nothing has changed: there is no such client, it has no such target, or
     *     no such action
     */
    @WriteOperation
    public WebEndpointResponse<OperationResponseBody> breaker(@Selector String client, String target, String action) {
        try {
            return new WebEndpointResponse<>(changed(client, target, Action.of(action)));
        } catch (Refusal | IllegalStateException e) {
            return new WebEndpointResponse<>(
                    new Refused(String.valueOf(e.getMessage())), WebEndpointResponse.STATUS_BAD_REQUEST);
        }
    }

    private Changed changed(String client, String target, Action action) {
        ResilientClient known = clients.known(client);
        if (known == null) {
            throw new Refusal(
                    "no client of that name; there are " + clients.all().keySet());
        }
        BreakerControl breaker = known.breaker(target(client, known, target));
        action.applyTo(breaker);
        LOG.info("client {}: {} by the actuator", client, breaker);
        return new Changed(breaker.target().toString(), breaker.state().name());
    }

    /** One that calls went to or that the properties name: a slip must not look like success, or make breakers without end. */
    private Target target(String name, ResilientClient client, String written) {
        Set<Target> known =
                client.state().targets().stream().map(of -> of.target()).collect(Collectors.toSet());
        try {
            String base = clients.baseUri(name);
            if (base != null) {
                known.add(Target.of(base));
            }
            Target target = Target.of(written);
            if (known.contains(target)) {
                return target;
            }
        } catch (InvalidRequestException e) {
            throw new Refusal("target: must be scheme, host and port");
        }
        throw new Refusal("no call went to that target yet; there are "
                + known.stream().map(Target::toString).sorted().toList());
    }
}
