/**
 * The last lines of what deployments say, by their names.
 *
 * <p>Lines come from any thread, and are kept by whoever brings them: a lock is held for as long as
 * a line takes to be put into a ring.
 */
@NullMarked
package busway.logs;

import org.jspecify.annotations.NullMarked;
