/** A Spring Boot application with Hopguard: orders from a service behind nginx, buttons that break it, and a page that shows what happens. */
@NullMarked
package io.hopguard.examples.spring;

import org.jspecify.annotations.NullMarked;
