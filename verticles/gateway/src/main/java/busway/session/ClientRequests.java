package busway.session;

import busway.bus.Bodies;
import busway.bus.RawBody;
import busway.frame.ErrorCode;
import busway.frame.Frame;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.EncodeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one client that await their reply. Each is answered once, by a reply or a
 * failure.
 */
final class ClientRequests {

  private static final Logger log = LoggerFactory.getLogger(ClientRequests.class);
  private static final int NO_CODE = -1;
  private static final DeliveryOptions PLAIN = Edge.options();

  private final Edge edge;
  private final Session session;
  private final ClientOutput output;
  private @Nullable Request newest;
  private int inFlight;

  ClientRequests(Edge edge, Session session, ClientOutput output) {
    this.edge = edge;
    this.session = session;
    this.output = output;
  }

  boolean isEmpty() {
    return inFlight == 0;
  }

  /** Sends a request, or refuses it under the name that the client gave its reply. */
  void send(Frame.Request frame) {
    ErrorCode refusal = refusal();
    if (refusal != null) {
      edge.refused(refusal);
      output.write(failure(frame, ReplyFailure.ERROR, NO_CODE, refusal.text()));
      return;
    }
    Hub hub = edge.hub();
    Request request = add(frame);
    if (hub.ask(request)) {
      return;
    }
    if (hub.bus().direct()) {
      request.awaitReply();
      request.sent(
          hub.bus().ask(frame.address(), body(frame.body()), options(frame.headers()), request));
    } else {
      hub.bus()
          .bus()
          .request(frame.address(), body(frame.body()), options(frame))
          .onComplete(request::answer);
    }
  }

  /** Answers whoever awaits it by a message that wants a reply itself. */
  void reply(Asker asker, Frame.Request frame) {
    asker.reply(add(frame));
  }

  /** Answers all that wait by a failure: the client is closed before their replies come. */
  void fail(ErrorCode code) {
    for (Request request = newest; request != null; request = newest) {
      end(request, System.nanoTime());
      output.write(failure(request.frame(), ReplyFailure.ERROR, NO_CODE, code.text()));
    }
  }

  /** How long a request may wait: what it asks for, within the bound. */
  long timeoutMs(Frame.Request frame) {
    return frame.timeoutMs() == 0
        ? edge.config().requestTimeout().toMillis()
        : Math.min(frame.timeoutMs(), edge.config().maxRequestTimeout().toMillis());
  }

  /** Options of a request that the bus waits for. */
  DeliveryOptions options(Frame.Request frame) {
    return Edge.options().setSendTimeout(timeoutMs(frame)).setHeaders(frame.headers());
  }

  /** Options of a message that nobody waits for. Not to be changed. */
  static DeliveryOptions options(@Nullable MultiMap headers) {
    return headers == null ? PLAIN : Edge.options().setHeaders(headers);
  }

  static @Nullable RawBody body(byte @Nullable [] json) {
    return json == null ? null : new RawBody(json);
  }

  /** Runs {@code action} in a later turn of the client's loop. From any thread. */
  void later(Runnable action) {
    edge.context().nettyEventLoop().execute(() -> now(action));
  }

  /** Runs {@code action} as what comes from the client is run. On the loop. */
  void now(Runnable action) {
    edge.context().dispatch(action);
  }

  /** Takes a request off the list; false if it was answered before. */
  boolean end(Request request, long nowNs) {
    if (request.answered) {
      return false;
    }
    unlink(request);
    request.ended();
    inFlight--;
    edge.metrics().requestsInFlight.add(-1);
    edge.metrics().requests.record(nowNs - request.startNs());
    return true;
  }

  /** Gives the client the reply to a request that has ended. */
  void succeed(
      Frame.Request frame,
      @Nullable Asker asker,
      @Nullable MultiMap headers,
      byte @Nullable [] body) {
    if (!session.deliver(frame.replyAddress(), asker, headers, body)) {
      output.write(
          failure(
              frame, ReplyFailure.ERROR, NO_CODE, "the reply is more than the client may be sent"));
    }
    session.closeIfDrained();
  }

  /** Gives the client the reply to a request that has ended. */
  void succeed(Frame.Request frame, Message<Object> reply) {
    try {
      succeed(frame, BusAsker.of(reply), reply.headers(), Bodies.json(reply));
    } catch (EncodeException e) {
      log.warn("A reply of {} has a body that cannot be JSON", frame.address(), e);
      fail(frame, new ReplyException(ReplyFailure.ERROR, "the body of the reply cannot be JSON"));
    }
  }

  /** Tells the client that a request has failed, and has ended. */
  void fail(Frame.Request frame, @Nullable Throwable failure) {
    output.write(
        failure instanceof ReplyException e
            ? failure(frame, e.failureType(), e.failureCode(), e.getMessage())
            : failure(frame, ReplyFailure.ERROR, NO_CODE, String.valueOf(failure)));
    session.closeIfDrained();
  }

  private @Nullable ErrorCode refusal() {
    if (edge.refusing()) {
      return ErrorCode.SERVER_SHUTDOWN;
    }
    return inFlight >= edge.config().maxInFlightRequests() ? ErrorCode.TOO_MANY_REQUESTS : null;
  }

  private Request add(Frame.Request frame) {
    Request request = new Request(this, edge.hub(), frame);
    request.older = newest;
    if (newest != null) {
      newest.newer = request;
    }
    newest = request;
    inFlight++;
    edge.metrics().requestsInFlight.increment();
    return request;
  }

  private void unlink(Request request) {
    request.answered = true;
    if (request.older != null) {
      request.older.newer = request.newer;
    }
    if (request.newer == null) {
      newest = request.older;
    } else {
      request.newer.older = request.older;
    }
  }

  private static Frame.Failure failure(
      Frame.Request frame, ReplyFailure type, int code, @Nullable String message) {
    return new Frame.Failure(frame.replyAddress(), frame.address(), code, type.name(), message);
  }
}
