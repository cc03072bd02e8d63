package busway;

import static java.nio.charset.StandardCharsets.UTF_8;

import busway.config.ConfigLoader;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A gateway that starts on free ports, serves a few clients of its own and stops: what the JVM
 * records its start-up cache from. It knows no config but its own, for a user's verticles may not
 * run twice.
 */
final class Rehearsal {

  private static final String ADDRESS = "rehearsal";
  private static final int BOUND_MS = 10_000;
  private static final String TOKEN = UUID.randomUUID().toString();

  private static final List<String> ASSIGNMENTS =
      List.of(
          "tcp.port=0",
          "websocket.port=0",
          "admin.port=0",
          "admin.token=" + TOKEN,
          "metrics.jfr=false", // it instruments classes, and those are not kept
          "permissions.inbound=[{address: " + ADDRESS + "}]",
          "permissions.outbound=[{address: " + ADDRESS + "}]",
          "verticles=[{main: '" + Echo.class.getName() + "'}]");

  private Rehearsal() {}

  /** Answers with the body. Public, as a verticle that is named in a config has to be. */
  public static final class Echo extends VerticleBase {
    @Override
    public Future<?> start() {
      return vertx
          .eventBus()
          .consumer(ADDRESS, message -> message.reply(message.body()))
          .completion();
    }
  }

  /** Runs it from beginning to end; what a client of it does not get is an exception. */
  static void run() throws IOException {
    Gateway gateway = new Gateway(config());
    try {
      Endpoints endpoints = gateway.start();
      request(endpoints.tcpPort());
      get(endpoints.webSocketPort(), "/");
      upgrade(endpoints.webSocketPort());
      get(endpoints.admin().port(), "/metrics");
      get(endpoints.admin().port(), "/ready");
      list(endpoints.admin().port());
    } finally {
      gateway.stop();
    }
  }

  /** The defaults by way of a file, as any other config comes. */
  private static GatewayConfig config() throws IOException {
    ConfigLoader<GatewayConfig> loader = ConfigLoader.of(GatewayConfig.class);
    Path file = Files.createTempFile("busway", ".yaml");
    try {
      Files.writeString(file, ConfigLoader.yaml(loader.load()));
      loader.file(file);
    } finally {
      Files.delete(file);
    }
    ASSIGNMENTS.forEach(loader::set);
    return loader.load();
  }

  private static void request(int port) throws IOException {
    try (Socket socket = connect(port)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (String head : List.of("'send','replyAddress':'r'", "'register'", "'publish'")) {
        byte[] frame =
            ("{'type':" + head + ",'address':'" + ADDRESS + "','body':{'n':1.50}}")
                .replace('\'', '"')
                .getBytes(UTF_8);
        out.writeInt(frame.length);
        out.write(frame);
        out.flush();
        if (!head.contains("register")) {
          in.readFully(new byte[in.readInt()]);
        }
      }
    }
  }

  private static void get(int port, String path) throws IOException {
    expect(port, path, "200", "Connection: close");
  }

  /** As a command asks, which starts a JVM of its own and has to be quick. */
  private static void list(int port) throws IOException {
    String admin = "http://127.0.0.1:" + port;
    int code = Main.commandLine().execute("list", "--admin", admin, "--token", TOKEN);
    if (code != 0) {
      throw new IOException("list ends with " + code + " (expected: 0)");
    }
  }

  private static void upgrade(int port) throws IOException {
    expect(
        port,
        "/eventbus/websocket",
        "101",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version: 13");
  }

  private static void expect(int port, String path, String status, String... headers)
      throws IOException {
    String end = "\r\n";
    String request =
        "GET " + path + " HTTP/1.1" + end + "Host: localhost" + end + String.join(end, headers);
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write((request + end + end).getBytes(UTF_8));
      byte[] answer = new byte[12];
      new DataInputStream(socket.getInputStream()).readFully(answer);
      String line = new String(answer, UTF_8);
      if (!line.endsWith(status)) {
        throw new IOException(line + " (expected: " + status + ")");
      }
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(BOUND_MS);
    return socket;
  }
}
