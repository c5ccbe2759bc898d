@NullMarked
package io.hopguard.examples.picture;

import org.jspecify.annotations.NullMarked;
