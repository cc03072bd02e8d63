package busway.worker;

import org.jspecify.annotations.Nullable;

/**
 * Work that may block or compute for long, and that answers the requests of one address.
 *
 * <pre>{@code
 * public final class Shout implements Task {
 *   public Object run(TaskRequest request) {
 *     if (request.body() instanceof String text) {
 *       return text.toUpperCase(Locale.ROOT);
 *     }
 *     throw new TaskException("body: expected a string");
 *   }
 * }
 * }</pre>
 *
 * <p><b>Making.</b> A public class with a public constructor that takes an {@link
 * io.vertx.core.json.JsonObject}, the task's {@code config}, or one without parameters. It is made
 * once, before the gateway is ready; an exception of its constructor stops the start and its
 * message is shown to the operator.
 *
 * <p><b>Threads.</b> {@link #run} is called on a thread of the task's pool, by several of them at
 * once: what the task keeps in fields must bear that. It may block.
 *
 * <p><b>Deadline.</b> It is counted from the request's arrival. A request that still waits for a
 * thread by then is never run. For one that runs, the client is told {@link WorkerFailure#DEADLINE}
 * at that moment, the thread is interrupted and whatever comes out later is dropped. Blocking calls
 * of the JDK answer an interrupt by themselves; a loop that computes looks at {@link
 * TaskRequest#cancelled()} or {@link Thread#interrupted()} now and then and ends by throwing {@link
 * InterruptedException}. A task that ignores it keeps its thread. The gateway's stop does the same.
 *
 * <p><b>Errors.</b> A {@link TaskException} is the task's own answer: its code and message reach
 * the client. Anything else thrown is a fault: the client gets {@link WorkerFailure#TASK_FAILED}
 * with the exception's message, without its class, and the log its stack.
 */
@FunctionalInterface
public interface Task {

  /**
   * Answers one request.
   *
   * @return the reply's body: null, a String, a Boolean, a number of java.lang (if a fraction, a
   *     finite one) or java.math, a JsonObject or JsonArray, a Map or List (sent as these), a
   *     Buffer or byte[]; the task must not change it afterwards
   */
  @Nullable Object run(TaskRequest request) throws Exception;
}
