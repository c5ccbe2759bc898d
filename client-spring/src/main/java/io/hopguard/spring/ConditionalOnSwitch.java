package io.hopguard.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Only where a property that is true or false says so, read as {@link HopguardProperties} reads it: {@code off} is false too. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Conditional(SwitchCondition.class)
@interface ConditionalOnSwitch {
    /**
     * Which property.
     *
     * @return its whole name
     */
    String value();

    /**
     * What holds where it is not set.
     *
     * @return whether it is on then
     */
    boolean unset();
}
