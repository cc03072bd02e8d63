/**
 * What operators see and change over HTTP: metrics, health, information; deployments and their
 * logs.
 *
 * <p>Runs on its own threads, never on an event loop: a blocked loop must not block its own
 * witness.
 */
@NullMarked
package busway.admin;

import org.jspecify.annotations.NullMarked;
