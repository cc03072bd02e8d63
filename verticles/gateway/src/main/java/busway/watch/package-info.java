/**
 * Redeploys what is outdated: when a file of a deployment changes and is complete again.
 *
 * <p>One thread of its own reads the files and holds the state; another waits for the system to
 * name what has changed. Neither is an event loop.
 */
@NullMarked
package busway.watch;

import org.jspecify.annotations.NullMarked;
