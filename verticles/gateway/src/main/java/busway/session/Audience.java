package busway.session;

import busway.metrics.ConsumerCounts.ConsumerCount;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The hubs of all event loops whose clients subscribe to one address. From any thread. */
final class Audience {

  private final @Nullable ConsumerCount consumers;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile Hub[] hubs = {};

  /**
   * Makes an audience that nobody has joined.
   *
   * @param consumers of the address on this node; null where nobody counts them
   */
  Audience(@Nullable ConsumerCount consumers) {
    this.consumers = consumers;
  }

  /** Adds a hub, which is a consumer on the bus already. */
  synchronized Audience join(Hub hub) {
    Hub[] more = Arrays.copyOf(hubs, hubs.length + 1);
    more[hubs.length] = hub;
    hubs = more;
    return this;
  }

  /** Removes a hub, which is a consumer on the bus still; null if nobody is left. */
  synchronized @Nullable Audience leave(Hub hub) {
    hubs = Arrays.stream(hubs).filter(other -> other != hub).toArray(Hub[]::new);
    return hubs.length == 0 ? null : this;
  }

  /** Whether nobody else on the node consumes the address. */
  boolean isComplete() {
    // Hubs leave here first and join here last, so whoever is more than these is a verticle.
    Hub[] known = hubs;
    return known.length > 0 && consumers != null && consumers.value() == known.length;
  }

  /** All of them. Not to be changed. */
  Hub[] hubs() {
    return hubs;
  }

  /** The hub whose turn it is to take what is sent to one consumer; null if nobody is left. */
  @Nullable Hub next() {
    Hub[] known = hubs;
    return switch (known.length) {
      case 0 -> null;
      case 1 -> known[0];
      default -> known[Math.floorMod(turn.getAndIncrement(), known.length)];
    };
  }
}
