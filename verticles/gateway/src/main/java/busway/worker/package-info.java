/**
 * Blocking and CPU-bound work: {@code Task}s on bounded pools, answering addresses.
 *
 * <p>Consumers run on an event loop, tasks on the threads of their pool.
 */
@NullMarked
package busway.worker;

import org.jspecify.annotations.NullMarked;
