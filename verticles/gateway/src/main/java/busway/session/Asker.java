package busway.session;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** Whoever awaits the reply to a message that was given to a client. */
sealed interface Asker permits BusAsker, DistantAsker, Request {

  /** The address that the client writes its reply to. */
  String replyAddress();

  /** When it began to wait, or the client was asked, as {@link System#nanoTime}. */
  long startNs();

  /** Takes the client's reply. */
  void reply(@Nullable MultiMap headers, byte @Nullable [] body);

  /** Takes the client's reply, to which the client awaits a reply in its turn. */
  void reply(Request further);

  /**
   * Takes the failure that comes instead of a reply. It is told in a later turn of the loop: a
   * failure may come from the middle of a delivery to others.
   */
  void fail(int code, @Nullable String message);
}
