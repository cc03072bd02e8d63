package busway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** A client that writes and reads the bytes of the TCP protocol itself. */
public final class TcpClient implements AutoCloseable {

  private final Socket socket;
  private final DataInputStream in;

  public TcpClient(int port) {
    this(port, 0);
  }

  /** Connects with a receive buffer of so many bytes; 0 leaves it to the system. */
  public TcpClient(int port, int receiveBufferBytes) {
    try {
      socket = new Socket();
      if (receiveBufferBytes > 0) {
        socket.setReceiveBufferSize(receiveBufferBytes);
      }
      socket.connect(
          new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          Wait.SECONDS * 1_000);
      socket.setSoTimeout(Wait.SECONDS * 1_000);
      socket.setTcpNoDelay(true);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes bytes until the server takes no more of them. */
  public void sendsWhatItCan(byte... bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      // The server has closed the connection, as it may.
    }
  }

  /** Reads the text of the next frame. */
  public String next() {
    try {
      return new String(in.readNBytes(in.readInt()), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    try {
      assertThat(in.read()).as("byte after the last frame").isEqualTo(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes that have arrived and were not read. */
  public int available() {
    try {
      return in.available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says that it writes no more, and still reads. */
  public TcpClient closesItsHalf() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the connection with a reset. */
  public void resets() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The socket. */
  public Socket socket() {
    return socket;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
