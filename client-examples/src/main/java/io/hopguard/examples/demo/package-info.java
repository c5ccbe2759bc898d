/** {@code hopguard demo}: a bad minute of an application behind a gateway, lived through by three clients side by side. */
@NullMarked
package io.hopguard.examples.demo;

import org.jspecify.annotations.NullMarked;
