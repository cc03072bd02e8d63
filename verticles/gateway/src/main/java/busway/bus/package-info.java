/**
 * Bodies that cross the event bus as bytes and that ordinary verticles see as JSON.
 *
 * <p>Immutable and therefore free of threads: a body is made on the loop that read it and may be
 * read on any other.
 */
@NullMarked
package busway.bus;

import org.jspecify.annotations.NullMarked;
