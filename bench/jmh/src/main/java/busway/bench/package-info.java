/**
 * What the parts of the gateway cost: nanoseconds and bytes an operation, beside a peer that does
 * the same.
 *
 * <p>A benchmark runs on the thread that JMH gives it, save {@link busway.bench.SessionBenchmark}
 * and {@link busway.bench.HandlerBenchmark}, whose work is done by an event loop.
 */
@NullMarked
package busway.bench;

import org.jspecify.annotations.NullMarked;
