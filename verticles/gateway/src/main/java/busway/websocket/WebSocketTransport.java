package busway.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import busway.channel.ChannelOutput;
import busway.frame.FrameBuffer;
import busway.frame.FrameCodec;
import busway.session.CloseReason;
import busway.session.Dialects;
import busway.session.Transport;
import java.util.Arrays;

/**
 * The writing half of a raw WebSocket connection. Frames come encoded, header included, so the
 * bytes go past Vert.x and Netty's encoder as they are.
 */
final class WebSocketTransport implements Transport {

  private static final int FIN_CLOSE = 0x88;
  private static final int FIN_PING = 0x89;
  private static final int FIN_PONG = 0x8a;

  /** Stands for the code of a close frame that has none. */
  static final int NO_STATUS = -1;

  private final ChannelOutput output;
  private final Dialects dialects;
  private FrameCodec codec;
  private boolean closeSent;

  WebSocketTransport(ChannelOutput output, Dialects dialects) {
    this.output = output;
    this.dialects = dialects;
    this.codec = dialects.webSocket(true);
  }

  /** Answers from now on in the kind of frames that the client uses. */
  void mirror(boolean text) {
    codec = dialects.webSocket(text);
  }

  @Override
  public FrameCodec codec() {
    return codec;
  }

  @Override
  public void write(FrameBuffer frame) {
    output.write(frame.array(), frame.start(), frame.end());
  }

  @Override
  public long pendingBytes() {
    return output.pendingBytes();
  }

  @Override
  public long overdueBytes() {
    return output.overdueBytes();
  }

  @Override
  public void ping() {
    control(FIN_PING, new byte[0]);
  }

  @Override
  public void close(CloseReason reason) {
    if (reason == CloseReason.SLOW_CONSUMER) {
      output.abort();
    } else {
      close(reason.webSocketCode(), reason.webSocketText());
    }
  }

  /** Answers the client's ping with what it sent. */
  void pong(byte[] payload, int length) {
    control(FIN_PONG, Arrays.copyOf(payload, length));
  }

  /** Answers the client's close frame with its own code, and ends the connection. */
  void closed(int statusCode) {
    if (closeSent) {
      output.abort();
    } else {
      close(statusCode, "");
    }
  }

  private void close(int code, String text) {
    if (closeSent) {
      return;
    }
    closeSent = true;
    byte[] reason = text.getBytes(UTF_8);
    byte[] payload = new byte[code == NO_STATUS ? 0 : 2 + reason.length];
    if (code != NO_STATUS) {
      payload[0] = (byte) (code >> 8);
      payload[1] = (byte) code;
      System.arraycopy(reason, 0, payload, 2, reason.length);
    }
    control(FIN_CLOSE, payload);
    output.end();
  }

  /** A control frame has at most 125 bytes of payload, so its header has two. */
  private void control(int firstByte, byte[] payload) {
    byte[] frame = new byte[2 + payload.length];
    frame[0] = (byte) firstByte;
    frame[1] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 2, payload.length);
    output.write(frame, 0, frame.length);
  }
}
