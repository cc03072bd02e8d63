package busway.session;

import busway.bus.Asked;
import busway.frame.Frame;
import busway.metrics.HubMetrics;
import busway.tracing.ClientSpan;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client, until its one reply or failure. Belongs to the loop of the client; where
 * the answer comes from another thread, or must not come at once, it comes in a later turn.
 */
final class Request extends Timeouts.Deadline implements Asker, Asked {

  /** The bus counts from 1, so nothing that it makes up begins so. */
  private static final String REPLY_ADDRESS = "__vertx.reply.0";

  private final ClientRequests requests;
  private final Hub hub;
  private final Frame.Request frame;
  private final long startNs;
  private final long id;
  private final @Nullable ClientSpan span;
  private @Nullable String replyAddress;
  private @Nullable Runnable unregister;
  private long timeoutMs;
  private boolean awaitsHere;

  /** Its neighbours in time among the requests of its client, and whether it is one of them. */
  @Nullable Request older;

  @Nullable Request newer;
  boolean answered;

  Request(ClientRequests requests, Hub hub, Frame.Request frame, @Nullable ClientSpan span) {
    this.requests = requests;
    this.hub = hub;
    this.frame = frame;
    this.span = span;
    this.startNs = hub.readNs();
    this.id = hub.nextId();
  }

  Frame.Request frame() {
    return frame;
  }

  /** Its span, where it is traced. */
  @Nullable ClientSpan span() {
    return span;
  }

  /** Ends its span, if it has one: the client was told. */
  void told(@Nullable ReplyFailure failure, int code) {
    if (span != null) {
      if (failure != null) {
        span.failed(failure.name(), code);
      }
      span.end();
    }
  }

  /** Options with the headers of the request and the time it may wait. */
  DeliveryOptions options() {
    return requests.options(frame);
  }

  @Override
  public long startNs() {
    return startNs;
  }

  /** The hub of the loop that it belongs to. */
  Hub hub() {
    return hub;
  }

  /** Begins to wait without the help of the bus. */
  void awaitReply() {
    long waitMs = requests.timeoutMs(frame);
    awaitsHere = true;
    timeoutMs = waitMs;
    hub.metrics().awaited.increment();
    hub.timeouts().set(this, startNs, waitMs);
  }

  /** Fails if the bus had nobody to send it to. */
  void sent(Future<Void> written) {
    if (written.isComplete()) {
      unsent(written.cause());
    } else {
      written.onFailure(this::unsent);
    }
  }

  private void unsent(@Nullable Throwable failure) {
    if (failure != null && !answered) {
      countFailure(failure);
      answer(null, failure);
    }
  }

  /** Takes what the bus has for it. On the loop. */
  void answer(@Nullable Message<Object> reply, @Nullable Throwable failure) {
    if (!requests.end(this, System.nanoTime())) {
      return;
    }
    if (reply != null) {
      requests.succeed(this, reply);
    } else {
      requests.fail(this, failure);
    }
  }

  @Override
  void expired() {
    ReplyException failure = BusFailures.timeout(timeoutMs, frame.address(), replyAddress());
    countFailure(failure);
    requests.now(() -> answer(null, failure));
  }

  /** Stops waiting. */
  void ended() {
    if (awaitsHere) {
      hub.timeouts().cancel(this);
      if (unregister == null) {
        hub.metrics().awaited.add(-1);
      } else {
        unregister.run();
      }
    }
  }

  @Override
  public String replyAddress() {
    String address = replyAddress;
    if (address == null) {
      address = REPLY_ADDRESS + id;
      replyAddress = address;
    }
    return address;
  }

  @Override
  public boolean isAnswered() {
    return answered;
  }

  @Override
  public void reply(@Nullable MultiMap headers, byte @Nullable [] body) {
    take(null, headers, body, hub.readNs());
  }

  @Override
  public void reply(Request further) {
    further.awaitReply();
    take(further, further);
  }

  /** Takes a reply on the loop of the client. */
  boolean take(
      @Nullable Asker asker, @Nullable MultiMap headers, byte @Nullable [] body, long nowNs) {
    countReply();
    if (!requests.end(this, nowNs)) {
      return false;
    }
    requests.succeed(this, asker, headers, body);
    return true;
  }

  /** Takes a reply that wants one itself, on the loop of the client. */
  void take(Asker asker, Request further) {
    if (!take(asker, further.frame.headers(), further.frame.body(), System.nanoTime())) {
      further.requests.later(() -> further.unsent(BusFailures.noHandlers(replyAddress())));
    }
  }

  @Override
  public void fail(int code, @Nullable String message) {
    failed(new ReplyException(ReplyFailure.RECIPIENT_FAILURE, code, message));
  }

  @Override
  public void replied(Message<Object> reply) {
    requests.later(
        () -> {
          countReply();
          answer(reply, null);
        });
  }

  @Override
  public void replied(@Nullable MultiMap headers, byte @Nullable [] json) {
    requests.later(() -> take(null, headers, json, System.nanoTime()));
  }

  @Override
  public void failed(ReplyException failure) {
    requests.later(
        () -> {
          countReply();
          if (!answered) {
            countFailure(failure);
          }
          answer(null, failure);
        });
  }

  @Override
  public void registered(Runnable bus) {
    requests.later(
        () -> {
          if (answered) {
            bus.run();
          } else {
            unregister = bus;
            hub.metrics().awaited.add(-1);
          }
        });
  }

  /** As the bus counts the message that brings a reply; where there is a handler, it does. */
  private void countReply() {
    if (unregister == null) {
      HubMetrics metrics = hub.metrics();
      if (answered) {
        metrics.lateReplies.increment();
      } else {
        metrics.replies.increment();
        metrics.deliveries.increment();
      }
    }
  }

  private void countFailure(Throwable failure) {
    if (failure instanceof ReplyException e) {
      hub.metrics().failures(e.failureType()).increment();
    }
  }
}
