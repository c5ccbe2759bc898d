/** One attempt over Apache HttpClient 5: the only package that knows it. */
@NullMarked
package io.hopguard.client.internal.tls;

import org.jspecify.annotations.NullMarked;
