package busway.session;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one event loop has for the hubs of others: collected during a turn, then handed over as one
 * task a hub. What goes to one hub stays in order.
 */
final class Mail {

  private final EventLoop loop;
  private final Runnable flush = this::flush;
  private final Map<Hub, List<Runnable>> byHub = new HashMap<>();
  private boolean scheduled;

  Mail(EventLoop loop) {
    this.loop = loop;
  }

  /** Has {@code delivery} run on the loop of a hub. */
  void send(Hub to, Runnable delivery) {
    byHub.computeIfAbsent(to, hub -> new ArrayList<>()).add(delivery);
    if (!scheduled) {
      scheduled = true;
      loop.execute(flush);
    }
  }

  /** Hands over what there is now: what is sent on another way must not overtake it. */
  void flush() {
    if (scheduled) {
      scheduled = false;
      byHub.forEach(Hub::take);
      byHub.clear();
    }
  }
}
