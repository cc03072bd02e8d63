package busway.websocket;

import busway.frame.FrameBuffer;
import busway.frame.FrameCodec;
import busway.metrics.EdgeMetrics;
import busway.session.CloseReason;
import busway.session.Transport;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/**
 * The writing half of a SockJS session, whatever its transport: vertx-web frames and flushes it.
 */
final class SockJsTransport implements Transport {

  private static final int GO_AWAY = 3_000;

  /** Marks of the bytes that wait, above and below which the client counts as slow, and not. */
  private static final int FULL_BYTES = 64 << 10;

  private static final int DRAINED_BYTES = FULL_BYTES / 2;

  private final SockJSSocket socket;
  private final FrameCodec codec;
  private final EdgeMetrics metrics;
  private long pendingBytes;
  private boolean full;
  private boolean closed;

  SockJsTransport(SockJSSocket socket, FrameCodec codec, EdgeMetrics metrics) {
    this.socket = socket;
    this.codec = codec;
    this.metrics = metrics;
  }

  @Override
  public FrameCodec codec() {
    return codec;
  }

  @Override
  public void write(FrameBuffer frame) {
    int length = frame.length();
    pending(length);
    socket
        .write(Buffer.buffer(length).appendBytes(frame.array(), frame.start(), length))
        .onComplete(done -> pending(-length));
  }

  /** Forgets the socket. Called when it is closed, once or more. */
  void closed() {
    closed = true;
    drained();
  }

  private void pending(int bytes) {
    pendingBytes += bytes;
    if (pendingBytes <= DRAINED_BYTES) {
      drained();
    } else if (pendingBytes > FULL_BYTES && !full && !closed) {
      full = true;
      metrics.writeQueueFull.increment();
      metrics.unwritable.increment();
    }
  }

  private void drained() {
    if (full) {
      full = false;
      metrics.unwritable.add(-1);
    }
  }

  @Override
  public long pendingBytes() {
    return pendingBytes;
  }

  @Override
  public void close(CloseReason reason) {
    socket.close(GO_AWAY, reason == CloseReason.EXPIRED ? "Go away!" : reason.webSocketText());
  }
}
