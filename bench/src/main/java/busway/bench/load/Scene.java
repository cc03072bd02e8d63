package busway.bench.load;

import io.netty.channel.EventLoop;

/**
 * What every kind of load works with on one thread of the driver.
 *
 * @param prefixed whether a frame begins with its length, as over TCP
 * @param share what this thread does of the whole
 */
record Scene(EventLoop loop, Outbox outbox, Tally tally, boolean prefixed, Share share) {

  /** An {@code err} frame that names no request: a refusal, or the end of a subscription. */
  void refused(Incoming frame, long messages) {
    String reason = frame.text(prefixed ? "message" : "body");
    tally.refuse("refused " + (reason.isEmpty() ? "without a reason" : reason), frame, messages);
  }
}
