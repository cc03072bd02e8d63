package busway.tests;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Idle clients of one gateway in plain sockets, each subscribed to an address of its own. */
final class Crowd implements AutoCloseable {

  private static final int TIMEOUT_MS = 60_000;
  private static final String REGISTER = "{\"type\":\"register\",\"address\":\"crowd.%s.%d\"}";
  private static final String HANDSHAKE =
      """
      GET /eventbus/websocket HTTP/1.1
      Host: localhost
      Connection: Upgrade
      Upgrade: websocket
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """
          .replace("\n", "\r\n");
  private static final byte[] CLOSE_FRAME = {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0};

  private final RunningBusway busway;
  private final List<Socket> tcp = new ArrayList<>();
  private final List<Socket> webSocket = new ArrayList<>();

  Crowd(RunningBusway busway) {
    this.busway = busway;
  }

  /** Connects clients of the TCP edge. */
  void joinTcp(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Socket socket = connect(busway.tcpPort());
      tcp.add(socket);
      byte[] frame = REGISTER.formatted("tcp", tcp.size()).getBytes(StandardCharsets.UTF_8);
      write(socket, ByteBuffer.allocate(4 + frame.length).putInt(frame.length).put(frame));
    }
  }

  /** Connects clients of the raw WebSocket edge. */
  void joinWebSocket(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Socket socket = connect(busway.webSocketPort());
      webSocket.add(socket);
      socket.getOutputStream().write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
      readHead(socket.getInputStream());
      byte[] text = REGISTER.formatted("ws", webSocket.size()).getBytes(StandardCharsets.UTF_8);
      ByteBuffer frame = ByteBuffer.allocate(6 + text.length);
      write(socket, frame.put((byte) 0x81).put((byte) (0x80 | text.length)).putInt(0).put(text));
    }
  }

  /** Ends one half of the connections as the protocols want it, the other by a reset. */
  void leave() throws IOException {
    for (int i = 0; i < webSocket.size(); i += 2) {
      Socket socket = webSocket.get(i);
      socket.getOutputStream().write(CLOSE_FRAME);
      socket.getInputStream().readAllBytes();
    }
    for (List<Socket> sockets : List.of(tcp, webSocket)) {
      for (int i = 0; i < sockets.size(); i++) {
        if (i % 2 != 0) {
          sockets.get(i).setSoLinger(true, 0);
        }
        sockets.get(i).close();
      }
      sockets.clear();
    }
  }

  @Override
  public void close() throws IOException {
    for (List<Socket> sockets : List.of(tcp, webSocket)) {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static void write(Socket socket, ByteBuffer bytes) throws IOException {
    socket.getOutputStream().write(bytes.array());
  }

  private static void readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended after: " + head);
      }
      head.append((char) next);
    }
    if (head.indexOf("HTTP/1.1 101") != 0) {
      throw new IOException(head.toString());
    }
  }
}
