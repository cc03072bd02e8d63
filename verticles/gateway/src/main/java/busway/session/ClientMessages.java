package busway.session;

import busway.bus.ClientBus;
import busway.frame.Frame;
import busway.tracing.ClientSpan;
import busway.tracing.ClientTraces;
import io.vertx.core.eventbus.ReplyFailure;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of one edge send, on its way out: by their hub, or where it is traced by the
 * bus, whose receivers have spans of their own.
 */
final class ClientMessages {

  private static final int NO_CODE = -1;

  private final Hub hub;
  private final ClientTraces traces;
  private final String transport;

  ClientMessages(Hub hub, ClientTraces traces, String transport) {
    this.hub = hub;
    this.traces = traces;
    this.transport = transport;
  }

  /** Sends a message to one consumer. */
  void send(Frame.Send frame) {
    String address = frame.address();
    ClientSpan span = traces.begin(transport, "send", address, frame.headers());
    if (span == null) {
      hub.send(address, frame.headers(), frame.body());
    } else {
      bus(address)
          .bus()
          .send(address, ClientRequests.body(frame.body()), ClientRequests.options(span.headers()));
      span.end();
    }
  }

  /** Sends a message to all consumers. */
  void publish(Frame.Publish frame) {
    String address = frame.address();
    ClientSpan span = traces.begin(transport, "publish", address, frame.headers());
    if (span == null) {
      hub.publish(address, frame.headers(), frame.body());
    } else {
      bus(address)
          .bus()
          .publish(
              address, ClientRequests.body(frame.body()), ClientRequests.options(span.headers()));
      span.end();
    }
  }

  /** The span of a request that is about to be sent; null where it is not traced. */
  @Nullable ClientSpan request(Frame.Request frame) {
    return traces.begin(transport, "request", frame.address(), frame.headers());
  }

  /** Traces a request that is not sent. */
  void refused(Frame.Request frame) {
    ClientSpan span = request(frame);
    if (span != null) {
      span.failed(ReplyFailure.ERROR.name(), NO_CODE);
      span.end();
    }
  }

  /** The bus, for a message that takes it wherever its consumers are. */
  ClientBus bus(String address) {
    hub.passOver(address);
    return hub.bus();
  }
}
