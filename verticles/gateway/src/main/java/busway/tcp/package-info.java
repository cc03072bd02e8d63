/**
 * The TCP edge: length-prefixed JSON frames, as the official TCP event-bus bridge speaks them.
 *
 * <p>Runs on event loops only.
 */
@NullMarked
package busway.tcp;

import org.jspecify.annotations.NullMarked;
