package busway.metrics;

/** The timers of the event bus's handlers. From any thread. */
public interface HandlerTimers {

  /** Nothing is timed. */
  HandlerTimers NONE =
      new HandlerTimers() {
        @Override
        public HandlerTimer consumer(String address) {
          return HandlerTimer.NONE;
        }

        @Override
        public HandlerTimer replies() {
          return HandlerTimer.NONE;
        }
      };

  /** The timer of a consumer that has just been registered. Cheap: clients register, too. */
  HandlerTimer consumer(String address);

  /** The timer of all handlers that await a reply. */
  HandlerTimer replies();
}
