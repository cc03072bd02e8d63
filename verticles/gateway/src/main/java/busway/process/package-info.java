/**
 * Verticles that are processes of their own: started, supervised and stopped here, and on the bus
 * by the TCP protocol over a private socket each.
 *
 * <p>What belongs to one instance runs on its event loop; starting and killing run on workers.
 */
@NullMarked
package busway.process;

import org.jspecify.annotations.NullMarked;
