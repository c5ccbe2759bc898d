/** What goes over the wire: requests, responses, headers, bodies, URI templates. */
@NullMarked
package io.hopguard.client.http;

import org.jspecify.annotations.NullMarked;
