/**
 * Verticles of the user: found on the class path, deployed from config, undeployed in reverse.
 *
 * <p>Runs on the main thread while starting and stopping.
 */
@NullMarked
package busway.deploy;

import org.jspecify.annotations.NullMarked;
