/**
 * Verticles of the user: loaded, deployed, scaled, replaced and undeployed while the gateway runs.
 *
 * <p>Asked from any thread; works on threads of its own, which may block. The gateway's own
 * verticles are the main thread's business, while starting and stopping.
 */
@NullMarked
package busway.deploy;

import org.jspecify.annotations.NullMarked;
