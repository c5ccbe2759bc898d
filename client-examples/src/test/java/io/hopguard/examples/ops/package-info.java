@NullMarked
package io.hopguard.examples.ops;

import org.jspecify.annotations.NullMarked;
