package busway.metrics;

import io.vertx.core.eventbus.Message;

/** Is told what becomes of the messages to one consumer of the event bus. From any thread. */
public interface HandlerTimer {

  /** Does nothing. */
  HandlerTimer NONE =
      new HandlerTimer() {
        @Override
        public void scheduled() {}

        @Override
        public void discarded(Message<?> message) {}

        @Override
        public long queued() {
          return 0;
        }

        @Override
        public double handlerSeconds() {
          return 0;
        }
      };

  /** A message is about to be queued for the consumer. */
  void scheduled();

  /** A message that was queued will not be handled. If it wants a reply it is failed after this. */
  void discarded(Message<?> message);

  /** The consumer is not registered any more. */
  default void unregistered() {}

  /** Messages that were queued, and were neither handed over nor discarded. */
  long queued();

  /** How long the handler has run, estimated from samples. */
  double handlerSeconds();
}
