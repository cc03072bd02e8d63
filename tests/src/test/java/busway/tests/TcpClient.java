package busway.tests;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client of the TCP edge in plain sockets: a length, then a JSON object. */
final class TcpClient implements AutoCloseable {

  private final Socket socket = new Socket();
  private final DataOutputStream out;
  private final DataInputStream in;

  /** Connects; the small receive buffer is for clients that mean not to read. */
  TcpClient(int port, int receiveBufferBytes) throws IOException {
    socket.setReceiveBufferSize(receiveBufferBytes);
    socket.setSoTimeout(40_000);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(socket.getInputStream());
  }

  TcpClient(int port) throws IOException {
    this(port, 1 << 16);
  }

  /** Sends a frame, whatever is in it. */
  void send(String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    out.write(ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).array());
  }

  /** The next frame. */
  String receive() throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  /** Sends a request and waits for its reply or failure. */
  String request(String address, String body) throws IOException {
    send(
        "{\"type\":\"send\",\"address\":\"%s\",\"replyAddress\":\"r\",\"body\":%s}"
            .formatted(address, body));
    return receive();
  }

  /** As {@link #request}, where the connection does not fail. */
  String answer(String address, String body) {
    try {
      return request(address, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void publish(String address, String body) throws IOException {
    send("{\"type\":\"publish\",\"address\":\"%s\",\"body\":%s}".formatted(address, body));
  }

  void register(String address) throws IOException {
    send("{\"type\":\"register\",\"address\":\"%s\"}".formatted(address));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
