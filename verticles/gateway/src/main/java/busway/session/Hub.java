package busway.session;

import busway.channel.LoopOutput;
import busway.frame.FrameCodec;
import busway.frame.TcpFrameCodec;
import busway.frame.WebSocketFrameCodec;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.Map;

/**
 * Address to subscribers, of one event loop: one consumer on the bus for each address, however many
 * clients of the loop subscribe to it, and one encoding for each dialect they speak.
 */
public final class Hub {

  private final EventBus bus;
  private final ContextInternal context;
  private final Map<String, Subscribers> byAddress = new HashMap<>();
  private final LoopOutput output;
  private final FrameCodec tcp = new TcpFrameCodec();
  private final FrameCodec text = new WebSocketFrameCodec(WebSocketFrameCodec.Framing.TEXT);
  private final FrameCodec binary = new WebSocketFrameCodec(WebSocketFrameCodec.Framing.BINARY);
  private final FrameCodec sockJs = new WebSocketFrameCodec(WebSocketFrameCodec.Framing.NONE);

  Hub(EventBus bus, ContextInternal context) {
    this.bus = bus;
    this.context = context;
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

  /** Adds a subscriber; the first one of an address makes the hub a consumer of it. */
  Subscription subscribe(String address, Session session) {
    Subscribers subscribers = byAddress.get(address);
    if (subscribers == null) {
      subscribers = new Subscribers(address);
      byAddress.put(address, subscribers);
      Subscribers consumer = subscribers;
      context.dispatch(() -> consumer.consume(bus));
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
