package io.hopguard.examples.spring;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The buttons that break things. */
@RestController
@RequestMapping("/upstream")
class UpstreamController {
    private final Backstage backstage;

    UpstreamController(Backstage backstage) {
        this.backstage = backstage;
    }

    @GetMapping
    Map<String, Object> upstream() {
        return Map.of(
                "condition",
                backstage.upstream().condition(),
                "behindNginx",
                backstage.behindNginx(),
                "requests",
                backstage.upstream().requests());
    }

    @PutMapping("/{condition}")
    Map<String, Object> become(@PathVariable String condition) throws IOException {
        backstage.upstream().become(Condition.valueOf(condition.toUpperCase(Locale.ROOT)));
        return upstream();
    }
}
