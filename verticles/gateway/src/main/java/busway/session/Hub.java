package busway.session;

import busway.bus.ClientBus;
import busway.channel.LoopOutput;
import busway.frame.FrameCodec;
import busway.frame.TcpFrameCodec;
import busway.frame.WebSocketFrameCodec;
import busway.metrics.HubMetrics;
import io.vertx.core.MultiMap;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Address to subscribers, of one event loop: one consumer on the bus for each address, however many
 * clients of the loop subscribe to it, and one encoding for each dialect they speak.
 */
public final class Hub {

  private final Hubs hubs;
  private final ClientBus bus;
  private final ContextInternal context;
  private final HubMetrics metrics;
  private final Timeouts timeouts;
  private final Map<String, Subscribers> byAddress = new HashMap<>();
  private final LoopOutput output;
  private final FrameCodec tcp = new TcpFrameCodec();
  private final FrameCodec text = new WebSocketFrameCodec(WebSocketFrameCodec.Framing.TEXT);
  private final FrameCodec binary = new WebSocketFrameCodec(WebSocketFrameCodec.Framing.BINARY);
  private final FrameCodec sockJs = new WebSocketFrameCodec(WebSocketFrameCodec.Framing.NONE);

  private long readNs = System.nanoTime();
  private long id;

  Hub(Hubs hubs, ContextInternal context) {
    this.hubs = hubs;
    this.bus = hubs.bus();
    this.metrics = hubs.metrics().hub();
    this.context = context;
    this.timeouts = new Timeouts(context.nettyEventLoop());
    this.output = new LoopOutput(context.nettyEventLoop());
  }

  /** The loop's output to sockets. */
  public LoopOutput output() {
    return output;
  }

  /** The dialect of TCP clients. */
  public FrameCodec tcp() {
    return tcp;
  }

  /** The dialect of WebSocket clients that write text, and of those that write binary frames. */
  public FrameCodec webSocket(boolean isText) {
    return isText ? text : binary;
  }

  /** The dialect of SockJS clients. */
  public FrameCodec sockJs() {
    return sockJs;
  }

  /** The bus that this hub's clients share with the verticles. */
  ClientBus bus() {
    return bus;
  }

  /** The counters of what goes past the bus. */
  HubMetrics metrics() {
    return metrics;
  }

  /** The deadlines of this loop's requests. */
  Timeouts timeouts() {
    return timeouts;
  }

  /** Notes when the frames were read that are handled now. */
  void readAt(long nowNs) {
    readNs = nowNs;
  }

  /** When the frames were read that are handled now, as {@link System#nanoTime}. */
  long readNs() {
    return readNs;
  }

  /** A number that no other request on this node has. */
  long nextId() {
    if (id % Hubs.IDS == 0) {
      id = hubs.nextIds();
    }
    return ++id;
  }

  /** The subscribers to hand a client's message to; null where it has to go over the bus. */
  @Nullable Subscribers direct(String address) {
    Subscribers subscribers = byAddress.get(address);
    return subscribers != null && subscribers.direct() ? subscribers : null;
  }

  /** Sends a client's message to one consumer. */
  void send(String address, @Nullable MultiMap headers, byte @Nullable [] body) {
    Subscribers subscribers = direct(address);
    if (subscribers == null) {
      bus.bus().send(address, ClientRequests.body(body), ClientRequests.options(headers));
    } else {
      metrics.sends.increment();
      subscribers.send(null, headers, body);
    }
  }

  /** Sends a client's message to all consumers. */
  void publish(String address, @Nullable MultiMap headers, byte @Nullable [] body) {
    Subscribers subscribers = direct(address);
    if (subscribers == null) {
      bus.bus().publish(address, ClientRequests.body(body), ClientRequests.options(headers));
    } else {
      metrics.publishes.increment();
      subscribers.publish(headers, body);
    }
  }

  /** Adds a subscriber; the first one of an address makes the hub a consumer of it. */
  Subscription subscribe(String address, Session session) {
    Subscribers subscribers = byAddress.get(address);
    if (subscribers == null) {
      subscribers = new Subscribers(address);
      byAddress.put(address, subscribers);
      Subscribers consumer = subscribers;
      context.dispatch(() -> consumer.consume(bus.bus()));
      consumer.open(
          new DirectWay(context.nettyEventLoop(), bus, hubs.metrics().consumers().of(address)));
    }
    return subscribers.add(session);
  }

  /** Removes a subscriber; with the last one of an address the hub stops to consume it. */
  void unsubscribe(Subscription subscription) {
    Subscribers subscribers = subscription.subscribers();
    if (subscribers.remove(subscription)) {
      byAddress.remove(subscribers.address());
    }
  }
}
