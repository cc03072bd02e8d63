package busway.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The bytes of one connection, whatever is spoken on it. */
final class Wire implements AutoCloseable {

  private final Socket socket = new Socket();
  private final InputStream in;

  /** Connects with a receive buffer of so many bytes; 0 leaves it to the system. */
  Wire(int port, int receiveBufferBytes) {
    try {
      if (receiveBufferBytes > 0) {
        socket.setReceiveBufferSize(receiveBufferBytes);
      }
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Wait.SECONDS * 1_000);
      socket.setSoTimeout(Wait.SECONDS * 1_000);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Socket socket() {
    return socket;
  }

  /** Writes in one write. */
  void write(byte... bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes until the server takes no more. */
  void writeWhatItCan(byte... bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      // The server has closed the connection, as it may.
    }
  }

  /** Reads so many bytes. */
  byte[] read(int length) {
    try {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException("after " + new String(bytes, ISO_8859_1));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes that have arrived and were not read. */
  int available() {
    try {
      return in.available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server has ended its output, without a reset, and nothing came before. */
  void hearsTheEnd() {
    try {
      assertThat(in.read()).as("byte where the end should be").isEqualTo(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says that it writes no more, and still reads. */
  void closesItsHalf() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the connection with a reset. */
  void resets() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
