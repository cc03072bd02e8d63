/**
 * One client and what it may do, whatever its protocol.
 *
 * <p>Everything here belongs to one event loop: no locks, no concurrent maps. Knows no socket.
 */
@NullMarked
package busway.session;

import org.jspecify.annotations.NullMarked;
