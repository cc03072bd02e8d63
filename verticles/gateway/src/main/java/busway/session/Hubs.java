package busway.session;

import busway.bus.ClientBus;
import busway.metrics.GatewayMetrics;
import busway.vertx.Localities;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The hub of each event loop of one Vert.x. Asked once a verticle instance, not a message. */
public final class Hubs {

  /** How many numbers a hub takes at once. */
  static final long IDS = 1L << 20;

  private final VertxInternal vertx;
  private final GatewayMetrics metrics;
  private final ClientBus bus;
  private final Localities localities;
  private final Map<String, Audience> audiences = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final Map<EventLoop, Hub> hubs = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> connections = new ConcurrentHashMap<>();

  /**
   * Prepares the event bus of {@code vertx} to carry raw bodies.
   *
   * @param fastPath whether messages may go past the bus where nobody can tell the difference
   * @param localities which loops keep what they send
   */
  public Hubs(Vertx vertx, GatewayMetrics metrics, boolean fastPath, Localities localities) {
    this.vertx = (VertxInternal) vertx;
    this.metrics = metrics;
    this.bus = new ClientBus(vertx, fastPath);
    this.localities = localities;
  }

  /** The hub of the event loop that {@code context} runs on. */
  public Hub of(ContextInternal context) {
    return hubs.computeIfAbsent(context.nettyEventLoop(), this::hub);
  }

  ClientBus bus() {
    return bus;
  }

  GatewayMetrics metrics() {
    return metrics;
  }

  /** Everybody whose clients subscribe to the address; null if nobody. */
  @Nullable Audience audience(String address) {
    return audiences.get(address);
  }

  /** Adds a hub, which is a consumer on the bus already, to the audience of an address. */
  Audience join(String address, Hub hub, Subscribers clients) {
    return Objects.requireNonNull(
        audiences.compute(
            address,
            (key, audience) ->
                (audience == null ? new Audience(metrics.consumers().of(address)) : audience)
                    .join(hub, clients)));
  }

  /** Removes a hub, which is a consumer on the bus still, from the audience of an address. */
  void leave(String address, Hub hub) {
    audiences.computeIfPresent(address, (key, audience) -> audience.leave(hub));
  }

  /** The number before the next {@link #IDS} that no other hub takes. */
  long nextIds() {
    return ids.getAndAdd(IDS);
  }

  /** How many connections of a transport are open on all event loops together. */
  AtomicInteger connections(String transport) {
    return connections.computeIfAbsent(transport, name -> new AtomicInteger());
  }

  /** A hub has a context of its own: it outlives the verticle that asked for it first. */
  private Hub hub(EventLoop loop) {
    return new Hub(this, vertx.contextBuilder().withEventLoop(loop).build(), localities.of(loop));
  }
}
