package busway.session;

import busway.metrics.ConsumerCounts.ConsumerCount;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The hubs of all event loops whose clients subscribe to one address. From any thread. */
final class Audience {

  /** So many requests more than the clients of another loop may those of one loop owe, each. */
  static final int SLACK = 16;

  private final @Nullable ConsumerCount consumers;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile Member[] members = {};

  /**
   * Makes an audience that nobody has joined.
   *
   * @param consumers of the address on this node; null where nobody counts them
   */
  Audience(@Nullable ConsumerCount consumers) {
    this.consumers = consumers;
  }

  /** A hub and its clients that subscribe to the address. */
  record Member(Hub hub, Subscribers clients) {

    /** Whether its clients may be given a request though it is the other's turn. */
    boolean mayKeepFrom(Member other) {
      long own = clients.count();
      long others = other.clients.count();
      long slack = SLACK * own * others;
      return hub.owed().count() * others <= other.hub.owed().count() * own * 5 / 4 + slack;
    }
  }

  /** Adds a hub, which is a consumer on the bus already. */
  synchronized Audience join(Hub hub, Subscribers clients) {
    Member[] more = Arrays.copyOf(members, members.length + 1);
    more[members.length] = new Member(hub, clients);
    members = more;
    return this;
  }

  /** Removes a hub, which is a consumer on the bus still; null if nobody is left. */
  synchronized @Nullable Audience leave(Hub hub) {
    members = Arrays.stream(members).filter(other -> other.hub() != hub).toArray(Member[]::new);
    return members.length == 0 ? null : this;
  }

  /** Whether nobody else on the node consumes the address. */
  boolean isComplete() {
    // Hubs leave here first and join here last, so whoever is more than these is a verticle.
    int known = members.length;
    return known > 0 && consumers != null && consumers.value() == known;
  }

  /** All of them. Not to be changed. */
  Member[] members() {
    return members;
  }

  /** The hub whose turn it is to take what is sent to one consumer; null if nobody is left. */
  @Nullable Hub next() {
    Member[] known = members;
    return switch (known.length) {
      case 0 -> null;
      case 1 -> known[0].hub();
      default -> known[Math.floorMod(turn.getAndIncrement(), known.length)].hub();
    };
  }

  /**
   * The hub that is to take a request of a client of {@code asking}: that one itself where its loop
   * keeps what it sends and its clients owe not much more than others, else the next.
   */
  @Nullable Hub nextFor(Hub asking) {
    Member[] known = members;
    if (known.length > 1 && asking.keepsRequests()) {
      for (int i = 0; i < known.length; i++) {
        if (known[i].hub() == asking) {
          int other = (i + 1 + asking.nextTurn() % (known.length - 1)) % known.length;
          return known[i].mayKeepFrom(known[other]) ? asking : known[other].hub();
        }
      }
    }
    return next();
  }
}
