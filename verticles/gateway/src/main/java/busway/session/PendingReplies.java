package busway.session;

import io.vertx.core.eventbus.Message;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages that want a reply and that one client has not answered yet, by the address of the reply,
 * oldest first. All wait equally long, so the oldest expires first.
 */
final class PendingReplies {

  private record Pending(Message<Object> message, long expiresNs) {}

  private final Map<String, Pending> byAddress = new LinkedHashMap<>();

  int size() {
    return byAddress.size();
  }

  void add(Message<Object> message, long expiresNs) {
    byAddress.put(message.replyAddress(), new Pending(message, expiresNs));
  }

  /** The message that awaits a reply at the address; it does not wait any more. */
  @Nullable Message<Object> take(String replyAddress) {
    Pending pending = byAddress.remove(replyAddress);
    return pending == null ? null : pending.message();
  }

  /** Removes and fails what has expired; how many. */
  int expire(long nowNs) {
    int expired = 0;
    Iterator<Pending> oldestFirst = byAddress.values().iterator();
    while (oldestFirst.hasNext()) {
      Pending pending = oldestFirst.next();
      if (pending.expiresNs() - nowNs > 0) {
        break;
      }
      oldestFirst.remove();
      ClientFailure.SILENT.fail(pending.message(), "the client did not reply in time");
      expired++;
    }
    return expired;
  }

  /** Fails all that wait: the client is gone. */
  void fail() {
    for (Pending pending : byAddress.values()) {
      ClientFailure.GONE.fail(pending.message(), "the client closed before it replied");
    }
    byAddress.clear();
  }
}
