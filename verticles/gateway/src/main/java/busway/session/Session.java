package busway.session;

import busway.bus.Bodies;
import busway.bus.RawBody;
import busway.frame.ErrorCode;
import busway.frame.Frame;
import busway.frame.FrameBuffer;
import busway.frame.FrameCodec;
import busway.frame.ProtocolException;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.EncodeException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client, whatever its protocol. Belongs to the loop of its edge. */
public final class Session {

  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private final Edge edge;
  private final Transport transport;
  private @Nullable Map<String, Subscription> subscriptions;
  private @Nullable PendingReplies pendingReplies;
  private @Nullable CloseReason closing;
  private int index;
  private int inFlight;
  private long heardNs = System.nanoTime();
  private boolean pinged;
  private boolean probed;
  private boolean draining;
  private boolean closed;

  /** Makes the session of a connection that was just opened. */
  public Session(Edge edge, Transport transport) {
    this.edge = edge;
    this.transport = transport;
    this.index = edge.add(this);
  }

  /** Takes one frame of the client: JSON text without what delimits it on the wire. */
  public void receive(byte[] a, int from, int to) {
    if (closing != null) {
      return;
    }
    edge.metrics().framesIn.increment();
    edge.metrics().bytesIn.add(to - from);
    try {
      dispatch(transport.codec().decode(a, from, to));
    } catch (ProtocolException e) {
      refuse(e.code(), e.getMessage());
    } catch (RuntimeException e) {
      log.error("A frame of a client could not be handled", e);
      close(CloseReason.INTERNAL);
    }
  }

  /** Notes that the client is alive, at the given {@link System#nanoTime}. */
  public void heard(long nowNs) {
    heardNs = nowNs;
    probed = false;
  }

  /** When the client was last heard, as {@link System#nanoTime}. */
  public long heardNs() {
    return heardNs;
  }

  /** Refuses what the client sent. */
  public void refuse(ErrorCode code, @Nullable String detail) {
    edge.metrics().errors(code.ordinal()).increment();
    write(new Frame.Refusal(code, detail), false);
  }

  /** Ends the connection and says why. */
  public void close(CloseReason reason) {
    if (closing == null) {
      closing = reason;
      transport.close(reason);
    }
  }

  /** Told by the edge when the connection is gone, whoever closed it. */
  public void closed() {
    if (closed) {
      return;
    }
    closed = true;
    CloseReason reason = closing == null ? CloseReason.CLIENT : closing;
    closing = reason;
    if (subscriptions != null) {
      subscriptions.values().forEach(edge.hub()::unsubscribe);
      edge.metrics().subscriptions.add(-subscriptions.size());
      subscriptions = null;
    }
    if (pendingReplies != null) {
      edge.metrics().pendingReplies.add(-pendingReplies.size());
      pendingReplies.fail();
      pendingReplies = null;
    }
    edge.remove(this, reason);
  }

  /** Whether the client has ever sent a ping of its own. */
  public boolean pinged() {
    return pinged;
  }

  /** Gives the client a message that was sent to it alone; false if it was not written. */
  boolean deliver(String address, Message<Object> message, byte @Nullable [] body) {
    String replyAddress = message.replyAddress();
    if (replyAddress != null && !await(message)) {
      return true;
    }
    Frame.Message frame = new Frame.Message(address, replyAddress, message.headers(), body, true);
    boolean written = write(frame, false);
    if (!written && replyAddress != null && answered(replyAddress) != null) {
      ClientFailure.BODY.fail(message, "the message is longer than the client may be sent");
    }
    return written;
  }

  /** Gives the client a message that was published. */
  void deliver(Frame.Message published) {
    if (write(published, true)) {
      edge.metrics().deliveries.increment();
    }
  }

  void drain() {
    draining = true;
    closeIfDrained();
  }

  void tick(long nowNs) {
    if (pendingReplies != null && pendingReplies.size() > 0) {
      int expired = pendingReplies.expire(nowNs);
      edge.metrics().pendingReplies.add(-expired);
    }
    if (edge.policy().expiresAfter().isPositive()) {
      checkAlive(nowNs - heardNs, edge.policy().expiresAfter().toNanos());
    }
  }

  /** Whoever pings is expected to go on; whoever never did is asked before it is given up. */
  private void checkAlive(long silentNs, long expiresNs) {
    if (pinged && silentNs > expiresNs || probed && silentNs > 2 * expiresNs) {
      close(CloseReason.EXPIRED);
    } else if (!pinged && !probed && edge.policy().probes() && silentNs > expiresNs) {
      probed = true;
      transport.ping();
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
      case Frame.Request request -> request(request);
      case Frame.Send send -> send(send);
      case Frame.Publish publish -> publish(publish);
      case Frame.Subscribe subscribe -> subscribe(subscribe.address());
      case Frame.Unsubscribe unsubscribe -> unsubscribe(unsubscribe.address());
      case Frame.Ping ignored -> ping();
    }
  }

  private void request(Frame.Request frame) throws ProtocolException {
    if (frame.replyAddress().length() > edge.policy().maxReplyAddressLength()) {
      throw new ProtocolException(
          ErrorCode.INVALID_REPLY_ADDRESS,
          "replyAddress of "
              + frame.replyAddress().length()
              + " characters (expected: at most "
              + edge.policy().maxReplyAddressLength()
              + ")");
    }
    Message<Object> awaited = answered(frame.address());
    if (awaited == null) {
      checkInbound(frame.address());
      ErrorCode refusal = refusal();
      if (refusal != null) {
        edge.metrics().errors(refusal.ordinal()).increment();
        fail(frame, ReplyFailure.ERROR, -1, refusal.text());
        return;
      }
    }
    started();
    long startNs = System.nanoTime();
    DeliveryOptions options = options(frame.headers(), frame.timeoutMs());
    (awaited == null
            ? edge.bus().<Object>request(frame.address(), body(frame.body()), options)
            : awaited.<Object>replyAndRequest(body(frame.body()), options))
        .onComplete((reply, failure) -> replied(frame, startNs, reply, failure));
  }

  private @Nullable ErrorCode refusal() {
    if (draining) {
      return ErrorCode.SERVER_SHUTDOWN;
    }
    return inFlight >= edge.config().maxInFlightRequests() ? ErrorCode.TOO_MANY_REQUESTS : null;
  }

  private void replied(
      Frame.Request request,
      long startNs,
      @Nullable Message<Object> reply,
      @Nullable Throwable failure) {
    edge.metrics().requests.record(System.nanoTime() - startNs);
    if (closing == null) {
      if (reply != null) {
        reply(request, reply);
      } else if (failure instanceof ReplyException e) {
        fail(request, e.failureType(), e.failureCode(), e.getMessage());
      } else {
        fail(request, ReplyFailure.ERROR, -1, String.valueOf(failure));
      }
    }
    ended();
  }

  private void reply(Frame.Request request, Message<Object> reply) {
    try {
      if (!deliver(request.replyAddress(), reply, Bodies.json(reply))) {
        fail(request, ReplyFailure.ERROR, -1, "the reply is longer than the client may be sent");
      }
    } catch (EncodeException e) {
      log.warn("A reply of {} has a body that cannot be JSON", request.address(), e);
      fail(request, ReplyFailure.ERROR, -1, "the body of the reply cannot be JSON");
    }
  }

  private void fail(Frame.Request request, ReplyFailure type, int code, @Nullable String message) {
    write(
        new Frame.Failure(request.replyAddress(), request.address(), code, type.name(), message),
        false);
  }

  private void send(Frame.Send frame) throws ProtocolException {
    Message<Object> awaited = answered(frame.address());
    if (awaited == null) {
      checkInbound(frame.address());
      edge.bus().send(frame.address(), body(frame.body()), options(frame.headers(), 0));
    } else if (frame.failure() == null) {
      awaited.reply(body(frame.body()), options(frame.headers(), 0));
    } else {
      awaited.fail(frame.failure().code(), frame.failure().message());
    }
    closeIfDrained();
  }

  private void publish(Frame.Publish frame) throws ProtocolException {
    checkInbound(frame.address());
    edge.bus().publish(frame.address(), body(frame.body()), options(frame.headers(), 0));
  }

  private void subscribe(String address) throws ProtocolException {
    checkLength(address);
    if (!edge.permissions().outbound(address)) {
      throw new ProtocolException(ErrorCode.ACCESS_DENIED, null);
    }
    if (subscriptions == null) {
      subscriptions = new HashMap<>(4);
    }
    if (subscriptions.containsKey(address)) {
      throw new ProtocolException(ErrorCode.ADDRESS_ALREADY_REGISTERED, null);
    }
    if (subscriptions.size() >= edge.config().maxSubscriptions()) {
      throw new ProtocolException(
          ErrorCode.MAX_HANDLERS_REACHED,
          "at most " + edge.config().maxSubscriptions() + " addresses a client");
    }
    subscriptions.put(address, edge.hub().subscribe(address, this));
    edge.metrics().subscriptions.increment();
  }

  private void unsubscribe(String address) throws ProtocolException {
    Subscription subscription = subscriptions == null ? null : subscriptions.remove(address);
    if (subscription != null) {
      edge.hub().unsubscribe(subscription);
      edge.metrics().subscriptions.add(-1);
    } else if (edge.policy().refusesUnknownUnregister()) {
      throw new ProtocolException(ErrorCode.UNKNOWN_ADDRESS, null);
    }
  }

  private void ping() {
    pinged = true;
    if (edge.policy().answersPing()) {
      write(Frame.PONG, false);
    }
  }

  private void checkInbound(String address) throws ProtocolException {
    checkLength(address);
    if (!edge.permissions().inbound(address)) {
      throw new ProtocolException(ErrorCode.ACCESS_DENIED, null);
    }
  }

  private void checkLength(String address) throws ProtocolException {
    if (address.length() > edge.policy().maxAddressLength()) {
      throw new ProtocolException(
          ErrorCode.MAX_ADDRESS_LENGTH_REACHED,
          "address of "
              + address.length()
              + " characters (expected: at most "
              + edge.policy().maxAddressLength()
              + ")");
    }
  }

  /** Notes that the client owes a reply; false if it owes too many already. */
  private boolean await(Message<Object> message) {
    if (pendingReplies == null) {
      pendingReplies = new PendingReplies();
    }
    if (pendingReplies.size() >= edge.config().maxPendingReplies()) {
      ClientFailure.BUSY.fail(message, "the client has left too many messages unanswered");
      return false;
    }
    pendingReplies.add(message, System.nanoTime() + edge.config().replyTimeout().toNanos());
    edge.metrics().pendingReplies.increment();
    return true;
  }

  /** The message that awaits a reply at the address, if the client owes it one. */
  private @Nullable Message<Object> answered(String replyAddress) {
    Message<Object> message = pendingReplies == null ? null : pendingReplies.take(replyAddress);
    if (message != null) {
      edge.metrics().pendingReplies.add(-1);
    }
    return message;
  }

  private void started() {
    inFlight++;
    edge.metrics().requestsInFlight.increment();
  }

  private void ended() {
    inFlight--;
    edge.metrics().requestsInFlight.add(-1);
    closeIfDrained();
  }

  private void closeIfDrained() {
    if (draining && inFlight == 0 && (pendingReplies == null || pendingReplies.size() == 0)) {
      close(CloseReason.SHUTDOWN);
    }
  }

  /** Writes a frame within the client's bound; whether it was written. */
  private boolean write(Frame.Outbound frame, boolean published) {
    if (closing != null) {
      return false;
    }
    FrameCodec codec = transport.codec();
    long encodings = codec.encodings();
    FrameBuffer bytes = codec.encode(frame);
    edge.metrics().encodings.add(codec.encodings() - encodings);
    if (transport.pendingBytes() + bytes.length() > edge.config().maxOutboundBytes()) {
      full(bytes.length(), published);
      return false;
    }
    transport.write(bytes);
    edge.metrics().framesOut.increment();
    edge.metrics().bytesOut.add(bytes.length());
    return true;
  }

  /** A frame that is too long for any queue is dropped; a client that does not read is slow. */
  private void full(int length, boolean published) {
    boolean drop =
        length > edge.config().maxOutboundBytes()
            || published && edge.config().slowConsumer() == SlowConsumerPolicy.DROP;
    if (drop) {
      edge.metrics().slowConsumerDrops.increment();
    } else {
      edge.metrics().slowConsumerDisconnects.increment();
      close(CloseReason.SLOW_CONSUMER);
    }
  }

  private DeliveryOptions options(@Nullable MultiMap headers, long timeoutMs) {
    if (headers == null && timeoutMs == 0) {
      return edge.plainOptions();
    }
    long most = edge.config().maxRequestTimeout().toMillis();
    long usual = edge.config().requestTimeout().toMillis();
    DeliveryOptions options =
        Edge.options().setSendTimeout(timeoutMs == 0 ? usual : Math.min(timeoutMs, most));
    return headers == null ? options : options.setHeaders(headers);
  }

  private static @Nullable RawBody body(byte @Nullable [] json) {
    return json == null ? null : new RawBody(json);
  }
}
