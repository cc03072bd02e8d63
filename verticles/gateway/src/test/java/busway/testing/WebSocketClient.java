package busway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A client that builds and reads the frames of RFC 6455 itself. */
public final class WebSocketClient implements AutoCloseable {

  public static final int TEXT = 0x81;
  public static final int BINARY = 0x82;
  public static final int CLOSE = 0x88;
  public static final int PING = 0x89;
  public static final int PONG = 0x8a;

  private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

  private final HttpClient http;

  /**
   * A frame of the server.
   *
   * @param firstByte FIN, reserved bits and opcode
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Received(int firstByte, byte[] payload) {

    public String text() {
      return new String(payload, UTF_8);
    }
  }

  /** Shakes hands at {@code path}. */
  public WebSocketClient(int port, String path) {
    http = new HttpClient(port);
    HttpClient.Answer answer = http.sends(handshake(path)).head();
    assertThat(answer.status()).as(answer.toString()).isEqualTo(101);
    // The answer to the key of RFC 6455 section 1.3.
    assertThat(answer.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  /** The request that opens a WebSocket. */
  public static String handshake(String path, String... headers) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + String.join("", java.util.Arrays.stream(headers).map(h -> h + "\r\n").toList())
        + "\r\n";
  }

  /** The bytes of a masked frame. */
  public static byte[] frame(int firstByte, byte[] payload) {
    ByteBuffer frame = header(firstByte, payload.length, 0x80).put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i & 3]));
    }
    return frame.array();
  }

  /** The bytes of a masked frame. */
  public static byte[] frame(int firstByte, String singleQuoted) {
    return frame(firstByte, Json.bytes(singleQuoted));
  }

  /** The bytes of a frame without a mask, which only servers may send. */
  public static byte[] unmasked(int firstByte, byte[] payload) {
    return header(firstByte, payload.length, 0).put(payload).array();
  }

  private static ByteBuffer header(int firstByte, int length, int maskBit) {
    int extra = length < 126 ? 0 : length < 1 << 16 ? 2 : 8;
    int mask = maskBit == 0 ? 0 : 4;
    ByteBuffer frame = ByteBuffer.allocate(2 + extra + mask + length).put((byte) firstByte);
    frame.put((byte) (maskBit | (extra == 0 ? length : extra == 2 ? 126 : 127)));
    if (extra == 2) {
      frame.putShort((short) length);
    } else if (extra == 8) {
      frame.putLong(length);
    }
    return frame;
  }

  /** Writes a text message. */
  public WebSocketClient says(String singleQuoted) {
    return sends(frame(TEXT, singleQuoted));
  }

  /** Writes a frame. */
  public WebSocketClient says(int firstByte, String singleQuoted) {
    return sends(frame(firstByte, singleQuoted));
  }

  /** Writes bytes as they are, in one write. */
  public WebSocketClient sends(byte... bytes) {
    http.sends(bytes);
    return this;
  }

  /** Reads the next frame. */
  public Received next() {
    int firstByte = http.read();
    int second = http.read();
    assertThat(second & 0x80).as("mask bit of a server's frame").isZero();
    long length =
        second < 126
            ? second
            : ByteBuffer.wrap(second == 126 ? concat(new byte[6], http.read(2)) : http.read(8))
                .getLong();
    return new Received(firstByte, http.read((int) length));
  }

  /** Reads the next frame, which is a text message and exactly this. */
  public WebSocketClient hears(String singleQuoted) {
    return hears(TEXT, singleQuoted);
  }

  /** Reads the next frame, which is exactly this. */
  public WebSocketClient hears(int firstByte, String singleQuoted) {
    Received frame = next();
    assertThat(frame.text()).isEqualTo(Json.text(singleQuoted));
    assertThat(frame.firstByte()).as("first byte").isEqualTo(firstByte);
    return this;
  }

  /** All that was written has been handled, and nothing but the pong has come since. */
  public WebSocketClient isInSync() {
    return sends(frame(PING, "sync")).hears(PONG, "sync");
  }

  /** Subscribes, and waits until that is done. */
  public WebSocketClient registers(String address) {
    return says("{'type':'register','address':'" + address + "'}").isInSync();
  }

  /** Reads a close frame with this code and reason, and then the end of the connection. */
  public void hearsClose(int code, String reason) {
    Received frame = next();
    assertThat(frame.firstByte()).as("a close frame: " + frame.text()).isEqualTo(CLOSE);
    ByteBuffer payload = ByteBuffer.wrap(frame.payload());
    assertThat(payload.getShort() & 0xffff).as("close code").isEqualTo(code);
    assertThat(UTF_8.decode(payload).toString()).isEqualTo(reason);
    http.hearsTheEnd();
  }

  /** Closes in good manners, and reads the server's answer. */
  public void saysGoodbye() {
    byte[] code = {3, (byte) 0xe8};
    sends(frame(CLOSE, code));
    hearsClose(1_000, "");
  }

  /** Bytes one after the other. */
  public static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** The connection. */
  public HttpClient http() {
    return http;
  }

  @Override
  public void close() {
    http.close();
  }
}
