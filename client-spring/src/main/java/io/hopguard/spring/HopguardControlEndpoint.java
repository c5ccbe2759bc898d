package io.hopguard.spring;

import io.hopguard.client.BreakerControl;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.http.Target;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

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

        void applyTo(BreakerControl breaker) {
            switch (this) {
                case RESET -> breaker.reset();
                case FORCE_OPEN -> breaker.forceOpen();
                case DISABLE -> breaker.disable();
            }
        }
    }

    record Changed(String target, String state) implements OperationResponseBody {}

    /**
     * Resets a target's circuit breaker, or sets it by force until it is reset.
     *
     * @param client the name of the client
     * @param target scheme, host and port, as the endpoint shows it
     * @param action what to do: {@code reset}, {@code force-open} or {@code disable}
     * @return the breaker's state now
     * @throws InvalidEndpointRequestException when there is no such client, or it has no such target
     */
    @WriteOperation
    public Changed breaker(@Selector String client, String target, Action action) {
        ResilientClient known = clients.known(client);
        if (known == null) {
            throw refusal("no client of that name; there are " + clients.all().keySet());
        }
        try {
            BreakerControl breaker = known.breaker(target(client, known, target));
            action.applyTo(breaker);
            LOG.info("client {}: {} by the actuator", client, breaker);
            return new Changed(breaker.target().toString(), breaker.state().name());
        } catch (IllegalStateException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
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
            throw refusal("target: must be scheme, host and port");
        }
        throw refusal("no call went to that target yet; there are "
                + known.stream().map(Target::toString).sorted().toList());
    }

    private static InvalidEndpointRequestException refusal(String reason) {
        return new InvalidEndpointRequestException(reason, reason);
    }
}
