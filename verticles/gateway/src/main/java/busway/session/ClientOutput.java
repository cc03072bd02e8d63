package busway.session;

import busway.frame.Frame;
import busway.frame.FrameBuffer;
import busway.frame.FrameCodec;

/**
 * What one client is sent, within its bound. A frame that is longer than the bound by itself is
 * dropped; a client that does not read what it is sent is slow, and the policy says what becomes of
 * it.
 */
final class ClientOutput {

  private final Edge edge;
  private final Transport transport;
  private final Session session;

  ClientOutput(Edge edge, Transport transport, Session session) {
    this.edge = edge;
    this.transport = transport;
    this.session = session;
  }

  /** Writes what the client alone is sent; false if it was not written. */
  boolean write(Frame.Outbound frame) {
    return write(frame, false);
  }

  /** Writes what was published. */
  void publish(Frame.Message frame) {
    FrameCodec codec = transport.codec();
    long encodings = codec.encodings();
    if (write(frame, true)) {
      edge.metrics().deliveries.increment();
    }
    edge.metrics().encodings.add(codec.encodings() - encodings);
  }

  private boolean write(Frame.Outbound frame, boolean published) {
    if (session.closing()) {
      return false;
    }
    FrameBuffer bytes = transport.codec().encode(frame);
    if (transport.overdueBytes() + bytes.length() > edge.config().maxOutboundBytes()) {
      full(bytes.length(), published);
      return false;
    }
    transport.write(bytes);
    edge.metrics().framesOut.increment();
    edge.metrics().bytesOut.add(bytes.length());
    return true;
  }

  private void full(int length, boolean published) {
    boolean drop =
        length > edge.config().maxOutboundBytes()
            || (published && edge.config().slowConsumer() == SlowConsumerPolicy.DROP);
    if (drop) {
      edge.metrics().slowConsumerDrops.increment();
    } else {
      edge.metrics().slowConsumerDisconnects.increment();
      session.close(CloseReason.SLOW_CONSUMER);
    }
  }
}
