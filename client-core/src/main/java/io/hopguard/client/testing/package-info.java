/** For tests of applications: nothing here belongs into production. */
@NullMarked
package io.hopguard.client.testing;

import org.jspecify.annotations.NullMarked;
