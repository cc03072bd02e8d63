/**
 * The observatory of the event loops: how late they are, what they do, and who holds them up.
 *
 * <p>A loop is measured where it polls, and watched by threads that are no loops.
 */
@NullMarked
package busway.loops;

import org.jspecify.annotations.NullMarked;
