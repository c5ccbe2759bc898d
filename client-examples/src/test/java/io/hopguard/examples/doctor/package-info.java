@NullMarked
package io.hopguard.examples.doctor;

import org.jspecify.annotations.NullMarked;
