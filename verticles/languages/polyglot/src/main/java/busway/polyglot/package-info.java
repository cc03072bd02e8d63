/**
 * Scripts as verticles, in any language of GraalVM: what JavaScript and Python have in common.
 *
 * <p>One polyglot context an instance, entered only by the instance's Vert.x context: by one thread
 * at a time. All instances of a language share an engine, so that a file is parsed once. Knows
 * nothing of the gateway, and works in any Vert.x 5.
 */
@NullMarked
package busway.polyglot;

import org.jspecify.annotations.NullMarked;
