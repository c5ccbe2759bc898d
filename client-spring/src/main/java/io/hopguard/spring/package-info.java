/** Auto-configuration of the Hopguard client for Spring Boot 4. */
@NullMarked
package io.hopguard.spring;

import org.jspecify.annotations.NullMarked;
