package io.hopguard.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Spring Boot's own condition for properties knows the literal {@code false} alone, its binder {@code off}, {@code no} and 0 too. */
final class SwitchCondition extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        MergedAnnotation<ConditionalOnSwitch> asked = metadata.getAnnotations().get(ConditionalOnSwitch.class);
        String property = asked.getString("value");
        BindResult<Boolean> set = Binder.get(context.getEnvironment()).bind(property, Boolean.class);
        boolean on = set.isBound() ? set.get() : asked.getBoolean("unset");
        ConditionMessage message = ConditionMessage.forCondition(ConditionalOnSwitch.class)
                .because(property + " is " + (on ? "on" : "off"));
        return new ConditionOutcome(on, message);
    }
}
