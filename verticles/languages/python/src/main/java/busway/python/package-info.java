/** Python verticles: {@code app.py}. */
@NullMarked
package busway.python;

import org.jspecify.annotations.NullMarked;
