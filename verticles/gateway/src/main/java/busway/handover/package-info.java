/**
 * What instances of verticles take from the event bus: whether messages reach them, and what they
 * have not finished. New versions take over from old ones here.
 *
 * <p>Messages are counted on the thread that their consumer runs on, the rest is asked from any.
 */
@NullMarked
package busway.handover;

import org.jspecify.annotations.NullMarked;
