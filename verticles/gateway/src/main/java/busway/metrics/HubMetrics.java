package busway.metrics;

import io.vertx.core.eventbus.ReplyFailure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What one event loop hands over without the bus: counted as the bus would have counted it, and
 * added to its counts. The loop writes the fields, the scraping thread reads them.
 */
public final class HubMetrics {

  /** Messages that a client sent and that only clients can have received. */
  public final LoopCounter sends = new LoopCounter();

  /** Messages that a client published and that only clients hear. */
  public final LoopCounter publishes = new LoopCounter();

  /** Replies that went straight to the client that had asked. */
  public final LoopCounter replies = new LoopCounter();

  /** Messages and replies that reached who they were for. */
  public final LoopCounter deliveries = new LoopCounter();

  /** Deliveries that this loop gave to others, and that it took from others. */
  public final LoopCounter given = new LoopCounter();

  public final LoopCounter taken = new LoopCounter();

  /** Replies that came when nobody waited for them any more. */
  public final LoopCounter lateReplies = new LoopCounter();

  /** Requests that await such a reply now. */
  public final LoopCounter awaited = new LoopCounter();

  private final Map<ReplyFailure, LoopCounter> failures = new EnumMap<>(ReplyFailure.class);

  HubMetrics() {
    for (ReplyFailure failure : ReplyFailure.values()) {
      failures.put(failure, new LoopCounter());
    }
  }

  /** Requests that failed in this way. */
  public LoopCounter failures(ReplyFailure failure) {
    return Objects.requireNonNull(failures.get(failure));
  }
}
