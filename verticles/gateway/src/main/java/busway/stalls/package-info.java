/**
 * The stalls of event loops: who held one up, for how long, and why. A thread that is no loop looks
 * at all of them.
 */
@NullMarked
package busway.stalls;

import org.jspecify.annotations.NullMarked;
