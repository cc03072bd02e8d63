package busway.deploy;

import io.vertx.core.Future;

/**
 * An instance that may end while it is deployed, because it runs in a process of its own. A {@link
 * io.vertx.core.Deployable} that implements this tells {@link Deployments} so. From any thread.
 */
public interface Mortal {

  /** Whether it runs now; it does not while it waits to be started again. */
  boolean alive();

  /** Ends it though it has not started: nobody waits for that any more. */
  void giveUp();

  /**
   * Fails with the reason once it has ended for good, without having been undeployed. The
   * deployment goes on with its other instances and has failed without any.
   */
  Future<?> died();

  /** CPU time that it has used since its start, of all that it has started too. */
  double cpuSeconds();

  /** Bytes of messages that it was sent and has not read, as it was a moment ago. */
  long unreadBytes();
}
