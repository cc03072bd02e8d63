package busway.session;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/** Failures of what goes past the bus, in the words of the bus. */
final class BusFailures {

  private BusFailures() {}

  /** Nobody replied in time. */
  static ReplyException timeout(long waitedMs, String address, String replyAddress) {
    String message =
        "Timed out after waiting %d(ms) for a reply. address: %s, repliedAddress: %s"
            .formatted(waitedMs, replyAddress, address);
    return new ReplyException(ReplyFailure.TIMEOUT, message);
  }

  /** Nobody listens there. */
  static ReplyException noHandlers(String address) {
    return new ReplyException(ReplyFailure.NO_HANDLERS, "No handlers for address " + address);
  }
}
