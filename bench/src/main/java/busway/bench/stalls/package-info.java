/**
 * Verticles that hold their event loops up on purpose, for {@code bench/stalls}. They run on the
 * event loops of a gateway.
 */
@NullMarked
package busway.bench.stalls;

import org.jspecify.annotations.NullMarked;
