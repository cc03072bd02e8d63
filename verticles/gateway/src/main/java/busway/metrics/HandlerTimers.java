package busway.metrics;

/** Makes the timers of the event bus's consumers. */
@FunctionalInterface
public interface HandlerTimers {

  /** Nothing is timed. */
  HandlerTimers NONE = address -> HandlerTimer.NONE;

  /**
   * The timer of a consumer that is being registered by this thread, and has got no message yet.
   * Cheap: clients register, too.
   */
  HandlerTimer timer(String address);
}
