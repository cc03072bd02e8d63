package busway.tests;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of the TCP edge that sends and hears literal frames. */
final class TcpClient implements AutoCloseable {

  private static final int BOUND_MS = 20_000;
  private static final int MAX_FRAME_BYTES = 1 << 24;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  TcpClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(BOUND_MS);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  /** Sends one frame; single quotes stand for double ones. */
  void says(String json) throws IOException {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  /** The next frame; {@code closed} when there is none any more. */
  String hears() throws IOException {
    try {
      int length = in.readInt();
      if (length < 0 || length > MAX_FRAME_BYTES) {
        throw new AssertionError("a frame of " + length + " bytes");
      }
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    } catch (EOFException e) {
      return "closed";
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
