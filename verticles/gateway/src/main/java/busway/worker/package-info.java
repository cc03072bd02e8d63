/**
 * Blocking and CPU-bound work: {@link busway.worker.Task}s on bounded pools, answering addresses.
 *
 * <p>A user implements {@link busway.worker.Task}, reads its {@link busway.worker.TaskRequest},
 * refuses by {@link busway.worker.TaskException}; a client tells failures apart by {@link
 * busway.worker.WorkerFailure}.
 *
 * <p>Consumers and deadlines run on the event loop of {@link busway.worker.WorkerVerticle}, tasks
 * on the threads of their pool, which also send the replies.
 */
@NullMarked
package busway.worker;

import org.jspecify.annotations.NullMarked;
