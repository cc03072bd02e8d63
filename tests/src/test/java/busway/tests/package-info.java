/** The whole product, run as a user runs it. */
@NullMarked
package busway.tests;

import org.jspecify.annotations.NullMarked;
