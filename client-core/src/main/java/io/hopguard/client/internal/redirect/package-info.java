/** Whether a redirect is followed, where to, and with which headers: values in, values out. */
@NullMarked
package io.hopguard.client.internal.redirect;

import org.jspecify.annotations.NullMarked;
