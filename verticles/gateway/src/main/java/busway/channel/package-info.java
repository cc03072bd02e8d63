/**
 * The output of sockets: bytes of one loop turn gathered into one buffer a socket and written once.
 *
 * <p>Everything here belongs to one event loop.
 */
@NullMarked
package busway.channel;

import org.jspecify.annotations.NullMarked;
