/**
 * Small projects for those who begin: a verticle, its test, its config, in the habit of its
 * language. Knows nothing of the gateway; runs on the main thread of {@code busway init}.
 */
@NullMarked
package busway.init;

import org.jspecify.annotations.NullMarked;
