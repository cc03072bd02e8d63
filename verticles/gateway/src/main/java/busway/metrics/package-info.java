/**
 * Every meter of the gateway, in one catalogue.
 *
 * <p>Counters of the hot path are plain and single-writer, owned by one event loop and read by the
 * scraping thread.
 */
@NullMarked
package busway.metrics;

import org.jspecify.annotations.NullMarked;
