package busway.session;

import busway.bus.RawBodyCodec;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The hub of each event loop of one Vert.x. Asked once a verticle instance, not a message. */
public final class Hubs {

  private final VertxInternal vertx;
  private final Map<EventLoop, Hub> hubs = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> connections = new ConcurrentHashMap<>();

  /** Prepares the event bus of {@code vertx} to carry raw bodies. */
  public Hubs(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
    RawBodyCodec.register(vertx.eventBus());
  }

  /** The hub of the event loop that {@code context} runs on. */
  public Hub of(ContextInternal context) {
    return hubs.computeIfAbsent(context.nettyEventLoop(), this::hub);
  }

  /** How many connections of a transport are open on all event loops together. */
  AtomicInteger connections(String transport) {
    return connections.computeIfAbsent(transport, name -> new AtomicInteger());
  }

  /** A hub has a context of its own: it outlives the verticle that asked for it first. */
  private Hub hub(EventLoop loop) {
    return new Hub(vertx.eventBus(), vertx.contextBuilder().withEventLoop(loop).build());
  }
}
