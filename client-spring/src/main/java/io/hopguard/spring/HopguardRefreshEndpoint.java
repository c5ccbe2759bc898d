package io.hopguard.spring;

import io.hopguard.client.policy.InvalidConfigurationException;
import java.util.List;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The endpoint {@code hopguardrefresh} of the actuator: lets the clients go by what the environment says now. Without access unless
 * that is given. Thread-safe.
 */
@Endpoint(id = "hopguardrefresh", defaultAccess = Access.NONE)
public class HopguardRefreshEndpoint {
    private final HopguardRefresher refresher;

    HopguardRefreshEndpoint(HopguardRefresher refresher) {
        this.refresher = refresher;
    }

    record Outcome(List<String> changed, List<String> needsRestart, List<String> refused)
            implements OperationResponseBody {}

    /**
     * Reads the properties anew and changes the clients, all or none.
     *
     * @return what has changed and what needs a restart; or with status 400 why nothing has
     */
    @WriteOperation
    public WebEndpointResponse<Outcome> refresh() {
        try {
            HopguardRefresher.Refreshed refreshed = refresher.refresh();
            return new WebEndpointResponse<>(new Outcome(refreshed.changed(), refreshed.needsRestart(), List.of()));
        } catch (InvalidConfigurationException e) {
            return new WebEndpointResponse<>(
                    new Outcome(List.of(), List.of(), e.problems()), WebEndpointResponse.STATUS_BAD_REQUEST);
        }
    }
}
