/** For tests of applications; needs no test library itself. */
@NullMarked
package io.hopguard.spring.test;

import org.jspecify.annotations.NullMarked;
