package io.hopguard.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * On a test class: the clients of {@code hopguard.clients}, {@code RestClient.Builder} and {@code RestTemplateBuilder} are there
 * also in a slice or a plain {@code @SpringJUnitConfig}, the waits between attempts pass at once, and the bean
 * {@link io.hopguard.client.testing.SkippedWaits} has recorded them. Everything else is as in production: what is sent, how
 * often, and what becomes of the answers.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ImportAutoConfiguration
public @interface AutoConfigureHopguard {}
