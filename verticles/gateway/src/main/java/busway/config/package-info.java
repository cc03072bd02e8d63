/**
 * {@code busway.yaml}, environment and {@code --set} bound to immutable records.
 *
 * <p>Runs once, on the main thread.
 */
@NullMarked
package busway.config;

import org.jspecify.annotations.NullMarked;
