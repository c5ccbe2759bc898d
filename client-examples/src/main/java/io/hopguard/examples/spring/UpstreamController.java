package io.hopguard.examples.spring;

import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The buttons that break things. */
@RestController
@RequestMapping("/upstream")
class UpstreamController {
    /** How the service is, what stands before it, and how many requests reached it. */
    record State(Condition condition, boolean behindNginx, int requests) {}

    private final Backstage backstage;

    UpstreamController(Backstage backstage) {
        this.backstage = backstage;
    }

    @GetMapping
    State upstream() {
        Upstream upstream = backstage.upstream();
        return new State(upstream.condition(), backstage.behindNginx(), upstream.requests());
    }

    @PutMapping("/{condition}")
    State become(@PathVariable Condition condition) throws IOException {
        backstage.upstream().become(condition);
        return upstream();
    }
}
