package busway.session;

import busway.bus.ClientBus;
import io.netty.channel.EventLoop;

/**
 * Whether what clients of one loop send to an address can be given to its audience without the bus,
 * where clients of the same loop are in the audience. It can where nobody else consumes the
 * address, and where nothing that was sent over the bus can still be on its way to this loop: it
 * would be overtaken.
 */
final class DirectWay {

  private final EventLoop loop;
  private final ClientBus bus;
  private final Audience audience;
  private boolean clear;
  private boolean looking;
  private long sentOverBus;

  /** Makes a way that is not clear yet. */
  DirectWay(EventLoop loop, ClientBus bus, Audience audience) {
    this.loop = loop;
    this.bus = bus;
    this.audience = audience;
  }

  Audience audience() {
    return audience;
  }

  /** Whether the next message can be handed over; if not, the caller sends it over the bus. */
  boolean take() {
    if (clear && isAlone()) {
      return true;
    }
    passOver();
    return false;
  }

  /** Notes that the next message takes the bus. */
  void passOver() {
    clear = false;
    sentOverBus++;
    if (!looking && isAlone()) {
      look();
    }
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
    return audience.isComplete() && bus.direct();
  }
}
