package busway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.ByteBuffer;

/** A client that writes and reads the bytes of the TCP protocol itself. */
public final class TcpClient implements AutoCloseable {

  private final Wire wire;

  public TcpClient(int port) {
    this(port, 0);
  }

  /** Connects with a receive buffer of so many bytes; 0 leaves it to the system. */
  public TcpClient(int port, int receiveBufferBytes) {
    wire = new Wire(port, receiveBufferBytes);
  }

  /** The bytes of a frame. */
  public static byte[] frame(byte[] json) {
    return ByteBuffer.allocate(4 + json.length).putInt(json.length).put(json).array();
  }

  /** The bytes of a frame. */
  public static byte[] frame(String singleQuoted) {
    return frame(Json.bytes(singleQuoted));
  }

  /** Writes a frame in one write. */
  public TcpClient says(String singleQuoted) {
    return sends(frame(singleQuoted));
  }

  /** Writes bytes as they are, in one write. */
  public TcpClient sends(byte... bytes) {
    wire.write(bytes);
    return this;
  }

  /** Writes bytes until the server takes no more of them. */
  public void sendsWhatItCan(byte... bytes) {
    wire.writeWhatItCan(bytes);
  }

  /** Reads the text of the next frame. */
  public String next() {
    int length = ByteBuffer.wrap(wire.read(Integer.BYTES)).getInt();
    return new String(wire.read(length), UTF_8);
  }

  /** Reads the next frame, which is exactly this. */
  public TcpClient hears(String singleQuoted) {
    assertThat(next()).isEqualTo(Json.text(singleQuoted));
    return this;
  }

  /** Reads the next frame, which is exactly this, quotes and all. */
  public TcpClient hearsExactly(String json) {
    assertThat(next()).isEqualTo(json);
    return this;
  }

  /** Reads the next frame, which matches. */
  public TcpClient hearsLike(String regex) {
    assertThat(next()).matches(regex);
    return this;
  }

  /** All that was written has been handled, and nothing but the pong has come since. */
  public TcpClient isInSync() {
    return says("{'type':'ping'}").hears("{'type':'pong'}");
  }

  /** Subscribes, and waits until that is done. */
  public TcpClient registers(String address) {
    return says("{'type':'register','address':'" + address + "'}").isInSync();
  }

  /** The server has ended its output, without a reset, and nothing came before. */
  public void hearsTheEnd() {
    wire.hearsTheEnd();
  }

  /** Bytes that have arrived and were not read. */
  public int available() {
    return wire.available();
  }

  /** Says that it writes no more, and still reads. */
  public TcpClient closesItsHalf() {
    wire.closesItsHalf();
    return this;
  }

  /** Ends the connection with a reset. */
  public void resets() {
    wire.resets();
  }

  /** The socket. */
  public Socket socket() {
    return wire.socket();
  }

  @Override
  public void close() {
    wire.close();
  }
}
