package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that others wrote for the bridges of Vert.x, unchanged, against Busway. */
class ClientsIT {

  private static RunningBusway busway;

  @BeforeAll
  static void start() throws Exception {
    busway =
        RunningBusway.start(
            "--config",
            RunningBusway.home().resolve("tests/src/test/resources/clients.yaml").toString(),
            "--classpath",
            RunningBusway.home()
                .resolve("verticles/examples/target/busway-examples.jar")
                .toString());
  }

  @AfterAll
  static void stop() {
    busway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "websocket, @vertx/eventbus-bridge-client.js",
    "xhr-streaming, @vertx/eventbus-bridge-client.js",
    "xhr-polling, @vertx/eventbus-bridge-client.js",
    "websocket, vertx3-eventbus-client",
  })
  void theOfficialClientWorksOverSockJs(String transport, String npmPackage) throws Exception {
    URI http = busway.page().resolve("/eventbus");
    assertPasses(ClientScripts.js().run("sockjs.mjs", http, transport, npmPackage), 13);
  }

  @Test
  void nodeWorksOverRawWebSocket() throws Exception {
    assertPasses(ClientScripts.js().run("websocket.mjs", busway.websocket()), 7);
  }

  @Test
  void nodeWorksOverTcp() throws Exception {
    assertPasses(ClientScripts.js().run("tcp.mjs", busway.tcpPort()), 6);
  }

  @Test
  void theOfficialPythonClientWorksOverTcp() throws Exception {
    ClientScripts python = ClientScripts.python("requirements.txt");
    assertPasses(python.run("tcp_official.py", busway.tcpPort()), 9);
  }

  @Test
  void theAsyncioPythonClientWorksOverTcp() throws Exception {
    ClientScripts python = ClientScripts.python("requirements-asyncio.txt");
    assertPasses(python.run("tcp_asyncio.py", busway.tcpPort()), 4);
  }

  @ParameterizedTest
  @CsvSource({"websocket_sync.py, 5", "websocket_asyncio.py, 3"})
  void pythonWorksOverRawWebSocket(String script, int checks) throws Exception {
    ClientScripts python = ClientScripts.python("requirements.txt");
    assertPasses(python.run(script, busway.websocket()), checks);
  }

  @Test
  void javaWorksOverRawWebSocket() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    HttpClient client = HttpClient.newHttpClient(); // closed with what it has when nobody has it
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(busway.websocket(), new Listener(heard))
            .get(30, TimeUnit.SECONDS);
    socket.sendText(echo("r1", "{\"z\":1.25}"), true).get(30, TimeUnit.SECONDS);
    assertThat(heard.poll(30, TimeUnit.SECONDS))
        .isEqualTo("text {\"type\":\"rec\",\"address\":\"r1\",\"body\":{\"z\":1.25}}");
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(echo("r2", "[]"));
    socket.sendBinary(bytes, true).get(30, TimeUnit.SECONDS);
    assertThat(heard.poll(30, TimeUnit.SECONDS))
        .isEqualTo("binary {\"type\":\"rec\",\"address\":\"r2\",\"body\":[]}");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(30, TimeUnit.SECONDS);
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("close 1000");
    client.shutdownNow();
  }

  @Test
  void javaWorksOverTcp() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), busway.tcpPort())) {
      socket.setSoTimeout(30_000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      byte[] frame = echo("r1", "{\"z\":1.25}").getBytes(StandardCharsets.UTF_8);
      out.writeInt(frame.length);
      out.write(frame);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] answer = in.readNBytes(in.readInt());
      assertThat(new String(answer, StandardCharsets.UTF_8))
          .isEqualTo(
              "{\"type\":\"message\",\"address\":\"r1\",\"headers\":{},\"body\":{\"z\":1.25},"
                  + "\"send\":true}");
    }
  }

  private static String echo(String replyAddress, String body) {
    return "{\"type\":\"send\",\"address\":\"echo\",\"replyAddress\":\""
        + replyAddress
        + "\",\"body\":"
        + body
        + "}";
  }

  private static void assertPasses(List<String> printed, int checks) {
    assertThat(printed).last().isEqualTo("done");
    assertThat(printed.subList(0, printed.size() - 1))
        .hasSize(checks)
        .allMatch(line -> line.startsWith("ok "));
  }

  /** Puts each message, with its opcode, into a queue. */
  private record Listener(BlockingQueue<String> heard) implements WebSocket.Listener {

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.add("text " + text);
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean last) {
      heard.add("binary " + StandardCharsets.UTF_8.decode(bytes));
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("close " + code);
      return null;
    }
  }
}
