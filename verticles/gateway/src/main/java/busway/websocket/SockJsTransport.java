package busway.websocket;

import busway.frame.FrameBuffer;
import busway.frame.FrameCodec;
import busway.session.CloseReason;
import busway.session.Transport;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/**
 * The writing half of a SockJS session, whatever its transport: vertx-web frames and flushes it.
 */
final class SockJsTransport implements Transport {

  private static final int GO_AWAY = 3_000;

  private final SockJSSocket socket;
  private final FrameCodec codec;
  private long pendingBytes;

  SockJsTransport(SockJSSocket socket, FrameCodec codec) {
    this.socket = socket;
    this.codec = codec;
  }

  @Override
  public FrameCodec codec() {
    return codec;
  }

  @Override
  public void write(FrameBuffer frame) {
    int length = frame.length();
    pendingBytes += length;
    socket
        .write(Buffer.buffer(length).appendBytes(frame.array(), frame.start(), length))
        .onComplete(done -> pendingBytes -= length);
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
