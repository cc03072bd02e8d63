package busway.metrics;

/** Is told what becomes of the messages to one handler of the event bus. */
public interface HandlerTimer {

  /** Does nothing. */
  HandlerTimer NONE =
      new HandlerTimer() {
        @Override
        public void scheduled() {}

        @Override
        public void delivered() {}

        @Override
        public void discarded() {}
      };

  /** A message is about to be queued for the handler. From any thread. */
  void scheduled();

  /** A message is about to be handled, on this thread. */
  void delivered();

  /** A message that was queued will not be handled. */
  void discarded();
}
