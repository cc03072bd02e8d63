package busway.session;

import busway.channel.SocketHandler;
import busway.frame.ErrorCode;
import busway.frame.Frame;
import busway.frame.ProtocolException;
import io.vertx.core.MultiMap;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client, whatever its protocol. Belongs to the loop of its edge. */
public final class Session implements SocketHandler.Peer {

  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private final Edge edge;
  private final Transport transport;
  private final ClientOutput output;
  private final ClientRequests requests;
  private final ClientSubscriptions subscriptions;
  private final Deliveries deliveries;
  private final ClientCommands commands;
  private final Liveness liveness;
  private final @Nullable Tap tap;
  private @Nullable CloseReason closing;
  private int index;
  private boolean closed;

  /** Makes the session of a connection that was just opened. */
  public Session(Edge edge, Transport transport) {
    this(edge, transport, null);
  }

  /**
   * Makes the session of a connection of a party that has its messages by {@code tap}, once it has
   * {@link #enter entered}.
   */
  public Session(Edge edge, Transport transport, @Nullable Tap tap) {
    this.edge = edge;
    this.tap = tap;
    if (tap != null) {
      tap.arrive();
    }
    this.transport = transport;
    this.output = new ClientOutput(edge, transport, this);
    this.requests = new ClientRequests(edge, this, output);
    this.subscriptions = new ClientSubscriptions(edge, tap == null ? edge.hub() : tap, this);
    this.deliveries = new Deliveries(edge, this, output);
    this.commands = new ClientCommands(edge, requests, subscriptions, deliveries);
    this.liveness = new Liveness(edge.policy());
    this.index = edge.add(this);
  }

  /** Takes one frame of the client: JSON text without what delimits it on the wire. */
  public void receive(byte[] a, int from, int to) {
    if (closing != null && !mayFinish()) {
      return;
    }
    edge.metrics().framesIn.increment();
    edge.metrics().bytesIn.add(to - from);
    try {
      Frame.Inbound frame = transport.codec().decode(a, from, to);
      if (closing == null) {
        dispatch(frame);
      } else {
        finish(frame);
      }
    } catch (ProtocolException e) {
      refuse(e.code(), e.getMessage());
    } catch (RuntimeException e) {
      log.error("A frame of a client could not be handled", e);
      close(CloseReason.INTERNAL);
    }
  }

  /** Tells the tap that the client is who it is for, and the client that it may speak. */
  public void enter() {
    if (tap != null) {
      tap.add(this);
    }
    output.write(Frame.LOGGED_IN);
  }

  /** Notes that the client is alive, at the given {@link System#nanoTime}. */
  @Override
  public void heard(long nowNs) {
    liveness.heard(nowNs);
    edge.hub().readAt(nowNs);
  }

  /** Refuses what the client sent. */
  public void refuse(ErrorCode code, @Nullable String detail) {
    edge.refused(code);
    output.write(new Frame.Refusal(code, detail));
  }

  /** Ends the connection and says why. */
  public void close(CloseReason reason) {
    if (closing == null && reason == CloseReason.SHUTDOWN) {
      requests.fail(ErrorCode.SERVER_SHUTDOWN);
    }
    if (closing == null) {
      closing = reason;
      leave();
      transport.close(reason);
    }
  }

  /** Told by the edge when the connection is gone, whoever closed it. */
  @Override
  public void closed() {
    if (closed) {
      return;
    }
    closed = true;
    CloseReason reason = closing == null ? CloseReason.CLIENT : closing;
    closing = reason;
    leave();
    edge.remove(this, reason);
    if (tap != null) {
      tap.remove(this, reason);
    }
  }

  /** From here on nothing is sent to the client, so that another one gets what is its turn. */
  private void leave() {
    subscriptions.clear();
    deliveries.fail();
  }

  /**
   * Gives the client a message that was sent to it alone; false if it was not written. Whoever
   * awaits its reply hears why.
   */
  boolean deliver(
      String address, @Nullable Asker asker, @Nullable MultiMap headers, byte @Nullable [] body) {
    return deliveries.give(address, asker, headers, body);
  }

  /** Gives the client a message that was published. */
  void deliver(Frame.Message published) {
    output.publish(published);
  }

  Collection<String> addresses() {
    return subscriptions.addresses();
  }

  boolean closing() {
    return closing != null;
  }

  /**
   * Told by the edge that the client sends no more: it goes as soon as its requests are answered,
   * or soon anyway since it may be gone altogether, and nothing else comes to it.
   */
  @Override
  public void ended() {
    liveness.end();
    leave();
    closeIfDrained();
  }

  /** Once the edge is being stopped, a client goes as soon as nothing of it is in flight. */
  void closeIfDrained() {
    if (liveness.ended() && requests.isEmpty()) {
      close(CloseReason.CLIENT);
    }
    if (edge.draining() && requests.isEmpty() && deliveries.isEmpty()) {
      close(CloseReason.SHUTDOWN);
    }
  }

  void tick(long nowNs) {
    deliveries.expire(nowNs);
    switch (liveness.at(nowNs)) {
      case FINE -> {}
      case PROBE -> transport.ping();
      case EXPIRED -> close(CloseReason.EXPIRED);
      case GONE -> close(CloseReason.CLIENT);
    }
  }

  long pendingBytes() {
    return transport.pendingBytes();
  }

  int index() {
    return index;
  }

  void moveTo(int newIndex) {
    index = newIndex;
  }

  private void dispatch(Frame.Inbound frame) throws ProtocolException {
    switch (frame) {
      case Frame.Request request -> commands.request(request);
      case Frame.Send send -> send(send);
      case Frame.Publish publish -> commands.publish(publish);
      case Frame.Subscribe subscribe -> {
        commands.subscribe(subscribe.address());
        registered();
      }
      case Frame.Unsubscribe unsubscribe -> {
        commands.unsubscribe(unsubscribe.address());
        registered();
      }
      case Frame.Ping ignored -> ping();
    }
  }

  /** Whether it is one of our own that is being stopped, and may yet handle what it was sent. */
  private boolean mayFinish() {
    return tap != null && closing == CloseReason.SHUTDOWN && !closed;
  }

  /** Takes what it says because of what it was sent; it hears no answer any more. */
  private void finish(Frame.Inbound frame) throws ProtocolException {
    if (frame instanceof Frame.Send send) {
      send(send);
    } else if (frame instanceof Frame.Publish publish) {
      commands.publish(publish);
    }
  }

  private void send(Frame.Send frame) throws ProtocolException {
    commands.send(frame);
    closeIfDrained();
  }

  private void registered() {
    if (tap != null) {
      tap.registered();
    }
  }

  private void ping() {
    liveness.pinged();
    if (edge.policy().answersPing()) {
      output.write(Frame.PONG);
    }
  }
}
