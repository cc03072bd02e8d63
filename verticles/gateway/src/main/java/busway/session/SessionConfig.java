package busway.session;

import busway.config.Check;
import java.time.Duration;

/**
 * What one client may use.
 *
 * @param maxSubscriptions addresses that one client may subscribe to at once
 * @param maxInFlightRequests requests of one client that may await their reply at once
 * @param requestTimeout how long a client waits for a reply before it gets {@code TIMEOUT}
 * @param maxRequestTimeout the longest wait that a {@code timeout} header may ask for
 * @param replyTimeout how long a client has to answer a message that wants a reply
 * @param maxPendingReplies messages that want a reply and that one client may leave unanswered
 * @param maxOutboundBytes bytes that may wait for one client that does not read
 * @param slowConsumer what happens when {@code maxOutboundBytes} is reached
 * @param fastPath whether messages between clients of one event loop, and replies to clients, go
 *     past the event bus where nobody can tell the difference but by the time they take
 */
public record SessionConfig(
    int maxSubscriptions,
    int maxInFlightRequests,
    Duration requestTimeout,
    Duration maxRequestTimeout,
    Duration replyTimeout,
    int maxPendingReplies,
    int maxOutboundBytes,
    SlowConsumerPolicy slowConsumer,
    boolean fastPath) {

  public static final SessionConfig DEFAULTS =
      new SessionConfig(
          1_000,
          1_000,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          1_000,
          4 << 20,
          SlowConsumerPolicy.DISCONNECT,
          true);

  public SessionConfig {
    Check.atLeast("max-subscriptions", maxSubscriptions, 0);
    Check.atLeast("max-in-flight-requests", maxInFlightRequests, 1);
    Check.atLeast("request-timeout", requestTimeout, 1);
    Check.atLeast("max-request-timeout", maxRequestTimeout, 1);
    Check.atLeast("reply-timeout", replyTimeout, 1);
    Check.atLeast("max-pending-replies", maxPendingReplies, 1);
    Check.atLeast("max-outbound-bytes", maxOutboundBytes, 128 << 10);
    if (requestTimeout.compareTo(maxRequestTimeout) > 0) {
      throw Check.refused("request-timeout", requestTimeout, "<= max-request-timeout");
    }
  }
}
