package busway.metrics;

/** Is told what becomes of the messages to one consumer of the event bus. From any thread. */
public interface HandlerTimer {

  /** Does nothing. */
  HandlerTimer NONE =
      new HandlerTimer() {
        @Override
        public void scheduled() {}

        @Override
        public void discarded() {}
      };

  /** A message is about to be queued for the consumer. */
  void scheduled();

  /** A message that was queued will not be handled. */
  void discarded();
}
