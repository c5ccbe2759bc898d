@NullMarked
package io.hopguard.examples.spring;

import org.jspecify.annotations.NullMarked;
