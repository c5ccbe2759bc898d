package io.hopguard.spring;

import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Spring Boot's own condition for properties knows the literal {@code false} alone, its binder {@code off}, {@code no} and 0 too. */
final class SwitchCondition extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Map<String, Object> asked =
                Objects.requireNonNull(metadata.getAnnotationAttributes(ConditionalOnSwitch.class.getName()));
        String property = (String) asked.get("value");
        boolean on = Binder.get(context.getEnvironment())
                .bind(property, Boolean.class)
                .orElse((Boolean) asked.get("unset"));
        ConditionMessage message = ConditionMessage.forCondition(ConditionalOnSwitch.class)
                .because(property + " is " + (on ? "on" : "off"));
        return new ConditionOutcome(on, message);
    }
}
