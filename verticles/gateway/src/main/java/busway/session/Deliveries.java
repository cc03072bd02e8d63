package busway.session;

import busway.frame.Frame;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** What was sent to one client alone, and the replies that the client owes for it. */
final class Deliveries {

  private final Edge edge;
  private final Session session;
  private final ClientOutput output;

  /** Most clients are never asked anything. */
  private @Nullable PendingReplies pending;

  Deliveries(Edge edge, Session session, ClientOutput output) {
    this.edge = edge;
    this.session = session;
    this.output = output;
  }

  /**
   * Gives the client a message; false if it was not written. Whoever awaits its reply hears why.
   */
  boolean give(
      String address, @Nullable Asker asker, @Nullable MultiMap headers, byte @Nullable [] body) {
    if (asker == null) {
      return output.write(new Frame.Message(address, null, headers, body, true));
    }
    if (session.closing()) {
      ClientFailure.GONE.fail(asker, "the client is gone");
      return false;
    }
    if (!pending().add(asker)) {
      return false;
    }
    String replyAddress = asker.replyAddress();
    boolean written = output.write(new Frame.Message(address, replyAddress, headers, body, true));
    if (!written && pending().take(replyAddress) != null) {
      unwritten(asker);
    }
    return written;
  }

  private void unwritten(Asker asker) {
    if (session.closing()) {
      ClientFailure.GONE.fail(asker, "the client closed before it heard the message");
    } else {
      ClientFailure.BODY.fail(asker, "the message is longer than the client may be sent");
    }
  }

  /** Who awaits a reply at the address, if the client owes him one; he does not wait any more. */
  @Nullable Asker answered(String replyAddress) {
    return pending == null ? null : pending.take(replyAddress);
  }

  /** Whether the client owes no reply. */
  boolean isEmpty() {
    return pending == null || pending.isEmpty();
  }

  /** Fails those that have waited too long. */
  void expire(long nowNs) {
    if (pending != null) {
      pending.expire(nowNs);
    }
  }

  /** Fails all that wait: the client is gone. */
  void fail() {
    if (pending != null) {
      pending.fail();
    }
  }

  private PendingReplies pending() {
    if (pending == null) {
      pending = new PendingReplies(edge);
    }
    return pending;
  }
}
