package busway.session;

import busway.bus.Bodies;
import busway.bus.RawBody;
import busway.frame.ErrorCode;
import busway.frame.Frame;
import io.vertx.core.Future;
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

  private final Edge edge;
  private final Session session;
  private final ClientOutput output;
  private @Nullable InFlight newest;
  private int inFlight;

  /** A request among its neighbours in time. */
  private static final class InFlight {

    private final Frame.Request frame;
    private final long startNs;
    private @Nullable InFlight older;
    private @Nullable InFlight newer;
    private boolean answered;

    InFlight(Frame.Request frame, long startNs, @Nullable InFlight older) {
      this.frame = frame;
      this.startNs = startNs;
      this.older = older;
      if (older != null) {
        older.newer = this;
      }
    }

    void unlink() {
      answered = true;
      if (older != null) {
        older.newer = newer;
      }
      if (newer != null) {
        newer.older = older;
      }
    }
  }

  ClientRequests(Edge edge, Session session, ClientOutput output) {
    this.edge = edge;
    this.session = session;
    this.output = output;
  }

  boolean isEmpty() {
    return inFlight == 0;
  }

  /** Sends a request to the bus, or refuses it under the name that the client gave its reply. */
  void send(Frame.Request frame) {
    ErrorCode refusal = refusal();
    if (refusal != null) {
      edge.refused(refusal);
      fail(frame, ReplyFailure.ERROR, NO_CODE, refusal.text());
      return;
    }
    DeliveryOptions options = options(frame.headers(), frame.timeoutMs());
    await(frame, edge.bus().request(frame.address(), body(frame.body()), options));
  }

  /** Answers a message that the client owes a reply by one that wants a reply itself. */
  void reply(Message<Object> awaited, Frame.Request frame) {
    DeliveryOptions options = options(frame.headers(), frame.timeoutMs());
    await(frame, awaited.replyAndRequest(body(frame.body()), options));
  }

  /** Answers all that wait by a failure: the client is closed before their replies come. */
  void fail(ErrorCode code) {
    for (InFlight request = newest; request != null; request = newest) {
      end(request);
      fail(request.frame, ReplyFailure.ERROR, NO_CODE, code.text());
    }
  }

  DeliveryOptions options(@Nullable MultiMap headers, long timeoutMs) {
    if (headers == null && timeoutMs == 0) {
      return edge.plainOptions();
    }
    long most = edge.config().maxRequestTimeout().toMillis();
    long usual = edge.config().requestTimeout().toMillis();
    DeliveryOptions options =
        Edge.options().setSendTimeout(timeoutMs == 0 ? usual : Math.min(timeoutMs, most));
    return headers == null ? options : options.setHeaders(headers);
  }

  static @Nullable RawBody body(byte @Nullable [] json) {
    return json == null ? null : new RawBody(json);
  }

  private @Nullable ErrorCode refusal() {
    if (edge.refusing()) {
      return ErrorCode.SERVER_SHUTDOWN;
    }
    return inFlight >= edge.config().maxInFlightRequests() ? ErrorCode.TOO_MANY_REQUESTS : null;
  }

  private void await(Frame.Request frame, Future<Message<Object>> reply) {
    InFlight request = new InFlight(frame, edge.readNs(), newest);
    newest = request;
    inFlight++;
    edge.metrics().requestsInFlight.increment();
    reply.onComplete((message, failure) -> answer(request, message, failure));
  }

  private void answer(
      InFlight request, @Nullable Message<Object> message, @Nullable Throwable failure) {
    if (!end(request)) {
      return;
    }
    Frame.Request frame = request.frame;
    if (message != null) {
      succeed(frame, message);
    } else if (failure instanceof ReplyException e) {
      fail(frame, e.failureType(), e.failureCode(), e.getMessage());
    } else {
      fail(frame, ReplyFailure.ERROR, NO_CODE, String.valueOf(failure));
    }
    session.closeIfDrained();
  }

  /** Takes a request off the list; false if it was answered before. */
  private boolean end(InFlight request) {
    if (request.answered) {
      return false;
    }
    request.unlink();
    if (newest == request) {
      newest = request.older;
    }
    inFlight--;
    edge.metrics().requestsInFlight.add(-1);
    edge.metrics().requests.record(System.nanoTime() - request.startNs);
    return true;
  }

  private void succeed(Frame.Request frame, Message<Object> message) {
    try {
      if (!session.deliver(frame.replyAddress(), message, Bodies.json(message))) {
        fail(frame, ReplyFailure.ERROR, NO_CODE, "the reply is more than the client may be sent");
      }
    } catch (EncodeException e) {
      log.warn("A reply of {} has a body that cannot be JSON", frame.address(), e);
      fail(frame, ReplyFailure.ERROR, NO_CODE, "the body of the reply cannot be JSON");
    }
  }

  private void fail(Frame.Request frame, ReplyFailure type, int code, @Nullable String message) {
    output.write(
        new Frame.Failure(frame.replyAddress(), frame.address(), code, type.name(), message));
  }
}
