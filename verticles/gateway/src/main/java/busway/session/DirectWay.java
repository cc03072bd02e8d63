package busway.session;

import busway.bus.ClientBus;
import busway.metrics.ConsumerCounts.ConsumerCount;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Whether clients of one loop can be handed what clients of the same loop send to an address,
 * without the bus. They can where nobody else consumes the address, and where nothing that was sent
 * over the bus can still be on its way: it would be overtaken.
 */
final class DirectWay {

  private final EventLoop loop;
  private final ClientBus bus;
  private final @Nullable ConsumerCount consumers;
  private boolean clear;
  private boolean looking;
  private long sentOverBus;

  /**
   * Makes a way that is not clear yet.
   *
   * @param consumers of the address, the hub of the loop among them; null where nobody counts
   */
  DirectWay(EventLoop loop, ClientBus bus, @Nullable ConsumerCount consumers) {
    this.loop = loop;
    this.bus = bus;
    this.consumers = consumers;
  }

  /** Whether the next message can be handed over; if not, the caller sends it over the bus. */
  boolean take() {
    boolean alone = isAlone();
    if (alone && clear) {
      return true;
    }
    clear = false;
    sentOverBus++;
    if (alone && !looking) {
      look();
    }
    return false;
  }

  /** The bus delivers by tasks of the loop: what it had before this one was delivered before it. */
  private void look() {
    long sent = sentOverBus;
    looking = true;
    loop.execute(
        () -> {
          looking = false;
          clear = sent == sentOverBus;
          if (!clear && isAlone()) {
            look();
          }
        });
  }

  private boolean isAlone() {
    return consumers != null && consumers.isOne() && bus.direct();
  }
}
