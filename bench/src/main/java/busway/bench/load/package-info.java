/**
 * The load driver: {@code ./busway bench}. It speaks to a gateway from outside, as any client does.
 *
 * <p>One event loop thread owns every connection and all that is counted; only {@link
 * busway.bench.load.Run} has a thread of its own, which waits and prints.
 */
@NullMarked
package busway.bench.load;

import org.jspecify.annotations.NullMarked;
