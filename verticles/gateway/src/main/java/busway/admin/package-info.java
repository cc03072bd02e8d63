/**
 * What operators see over HTTP: metrics, liveness, readiness, information.
 *
 * <p>Runs on its own thread, never on an event loop: a blocked loop must not block its own witness.
 */
@NullMarked
package busway.admin;

import org.jspecify.annotations.NullMarked;
