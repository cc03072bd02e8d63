/**
 * The commands that speak to a gateway which runs already, over its admin API.
 *
 * <p>They run once, on the main thread, and load neither Vert.x nor any part of a gateway: they
 * have to be quick.
 */
@NullMarked
package busway.command;

import org.jspecify.annotations.NullMarked;
