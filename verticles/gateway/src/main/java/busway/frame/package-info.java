/**
 * The bytes of the wire protocols, and what they mean: frames in and out.
 *
 * <p>Knows no socket and no event bus. Pure functions over arrays, called on whatever loop owns the
 * array.
 */
@NullMarked
package busway.frame;

import org.jspecify.annotations.NullMarked;
