/** JavaScript verticles: {@code app.js} and {@code app.mjs}, both of them modules. */
@NullMarked
package busway.js;

import org.jspecify.annotations.NullMarked;
