package busway.session;

import busway.bus.Bodies;
import busway.bus.ClientBus;
import busway.bus.RawBody;
import busway.frame.ErrorCode;
import busway.frame.Frame;
import busway.tracing.ClientSpan;
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
      edge.messages().refused(frame);
      output.write(failure(frame, ReplyFailure.ERROR, NO_CODE, refusal.text()));
      return;
    }
    Hub hub = edge.hub();
    Request request = add(frame);
    if (request.span() != null) {
      request(edge.messages().bus(frame.address()), request);
    } else if (!hub.ask(request)) {
      if (hub.bus().direct()) {
        request.awaitReply();
        request.sent(
            hub.bus().ask(frame.address(), body(frame.body()), options(frame.headers()), request));
      } else {
        request(hub.bus(), request);
      }
    }
  }

  private static void request(ClientBus bus, Request request) {
    Frame.Request frame = request.frame();
    bus.bus()
        .request(frame.address(), body(frame.body()), request.options())
        .onComplete(request::answer);
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
      request.told(ReplyFailure.ERROR, NO_CODE);
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
    record(nowNs - request.startNs(), request.span());
    return true;
  }

  private void record(long durationNs, @Nullable ClientSpan span) {
    edge.metrics().requests.record(durationNs);
    if (span != null) {
      edge.metrics().requests.trace(durationNs, span.link());
    }
  }

  /** Gives the client the reply to a request that has ended. */
  void succeed(
      Request request, @Nullable Asker asker, @Nullable MultiMap headers, byte @Nullable [] body) {
    Frame.Request frame = request.frame();
    if (session.deliver(frame.replyAddress(), asker, headers, body)) {
      request.told(null, NO_CODE);
    } else {
      output.write(
          failure(
              frame, ReplyFailure.ERROR, NO_CODE, "the reply is more than the client may be sent"));
      request.told(ReplyFailure.ERROR, NO_CODE);
    }
    session.closeIfDrained();
  }

  /** Gives the client the reply to a request that has ended. */
  void succeed(Request request, Message<Object> reply) {
    try {
      succeed(request, BusAsker.of(reply), reply.headers(), Bodies.json(reply));
    } catch (EncodeException e) {
      log.warn("A reply of {} has a body that cannot be JSON", request.frame().address(), e);
      fail(request, new ReplyException(ReplyFailure.ERROR, "the body of the reply cannot be JSON"));
    }
  }

  /** Tells the client that a request has failed, and has ended. */
  void fail(Request request, @Nullable Throwable failure) {
    ReplyFailure type = failure instanceof ReplyException e ? e.failureType() : ReplyFailure.ERROR;
    int code = failure instanceof ReplyException e ? e.failureCode() : NO_CODE;
    String message = failure instanceof ReplyException e ? e.getMessage() : String.valueOf(failure);
    output.write(failure(request.frame(), type, code, message));
    request.told(type, code);
    session.closeIfDrained();
  }

  private @Nullable ErrorCode refusal() {
    if (edge.refusing()) {
      return ErrorCode.SERVER_SHUTDOWN;
    }
    return inFlight >= edge.config().maxInFlightRequests() ? ErrorCode.TOO_MANY_REQUESTS : null;
  }

  private Request add(Frame.Request frame) {
    ClientSpan span = edge.messages().request(frame);
    Request request =
        new Request(this, edge.hub(), span == null ? frame : along(frame, span), span);
    request.older = newest;
    if (newest != null) {
      newest.newer = request;
    }
    newest = request;
    inFlight++;
    edge.metrics().requestsInFlight.increment();
    return request;
  }

  private static Frame.Request along(Frame.Request frame, ClientSpan span) {
    return new Frame.Request(
        frame.address(), frame.replyAddress(), span.headers(), frame.body(), frame.timeoutMs());
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
