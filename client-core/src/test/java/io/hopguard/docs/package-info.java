/**
 * The Java of README.md and docs/guide.md, in a package of its own so that it can reach nothing that a user cannot. A test
 * holds each region equal to its block in the document.
 */
package io.hopguard.docs;
