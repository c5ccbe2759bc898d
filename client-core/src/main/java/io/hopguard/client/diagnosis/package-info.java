/** Which hop broke and why, as a value without I/O. */
@NullMarked
package io.hopguard.client.diagnosis;

import org.jspecify.annotations.NullMarked;
