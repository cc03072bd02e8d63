package busway.session;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages that want a reply and that one client has not answered yet, by the address of the reply,
 * oldest first. All wait equally long, so the oldest expires first.
 */
final class PendingReplies {

  private record Pending(Asker asker, long expiresNs) {}

  private final Edge edge;
  private final Map<String, Pending> byAddress = new LinkedHashMap<>();

  PendingReplies(Edge edge) {
    this.edge = edge;
  }

  boolean isEmpty() {
    return byAddress.isEmpty();
  }

  /**
   * Notes that the client owes a reply; false, and the message fails, if it owes too many already.
   */
  boolean add(Asker asker) {
    if (byAddress.size() >= edge.config().maxPendingReplies()) {
      ClientFailure.BUSY.fail(asker, "the client has left too many messages unanswered");
      return false;
    }
    long expiresNs = asker.startNs() + edge.config().replyTimeout().toNanos();
    byAddress.put(asker.replyAddress(), new Pending(asker, expiresNs));
    count(1);
    return true;
  }

  /** Who awaits a reply at the address; he does not wait any more. */
  @Nullable Asker take(String replyAddress) {
    Pending pending = byAddress.remove(replyAddress);
    if (pending == null) {
      return null;
    }
    count(-1);
    return pending.asker();
  }

  /** Removes and fails what has expired. */
  void expire(long nowNs) {
    Iterator<Pending> oldestFirst = byAddress.values().iterator();
    while (oldestFirst.hasNext()) {
      Pending pending = oldestFirst.next();
      if (pending.expiresNs() - nowNs > 0) {
        return;
      }
      oldestFirst.remove();
      count(-1);
      ClientFailure.SILENT.fail(pending.asker(), "the client did not reply in time");
    }
  }

  /** Fails all that wait: the client is gone. */
  void fail() {
    count(-byAddress.size());
    for (Pending pending : byAddress.values()) {
      ClientFailure.GONE.fail(pending.asker(), "the client closed before it replied");
    }
    byAddress.clear();
  }

  private void count(int more) {
    edge.metrics().pendingReplies.add(more);
  }
}
