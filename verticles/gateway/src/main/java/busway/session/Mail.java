package busway.session;

import busway.metrics.HubMetrics;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the hub of one event loop has for those of others: collected during a turn, then handed over
 * as one task a hub. What goes to one hub stays in order.
 */
final class Mail {

  private static final Logger log = LoggerFactory.getLogger(Mail.class);

  private final ContextInternal context;
  private final HubMetrics metrics;
  private final Runnable flush = this::flush;
  private final Map<Mail, List<Runnable>> outgoing = new HashMap<>();
  private boolean scheduled;

  Mail(ContextInternal context, HubMetrics metrics) {
    this.context = context;
    this.metrics = metrics;
  }

  /** Has {@code delivery} run on the loop of another hub at the end of this turn. */
  void send(Mail to, Runnable delivery) {
    metrics.given.increment();
    outgoing.computeIfAbsent(to, hub -> new ArrayList<>()).add(delivery);
    if (!scheduled) {
      scheduled = true;
      context.nettyEventLoop().execute(flush);
    }
  }

  /** Hands over what there is now: what is sent on another way must not overtake it. */
  void flush() {
    if (scheduled) {
      scheduled = false;
      outgoing.forEach(Mail::take);
      outgoing.clear();
    }
  }

  /** Takes what another loop has for this one. From that loop. */
  private void take(List<Runnable> deliveries) {
    context.nettyEventLoop().execute(() -> context.dispatch(() -> run(deliveries)));
  }

  private void run(List<Runnable> deliveries) {
    metrics.taken.add(deliveries.size());
    for (Runnable delivery : deliveries) {
      try {
        delivery.run();
      } catch (RuntimeException e) {
        log.error("A message of another event loop could not be delivered", e);
      }
    }
  }
}
