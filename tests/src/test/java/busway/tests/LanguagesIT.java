package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts in {@code busway.yaml}, as a user deploys them, and a client over TCP. */
class LanguagesIT {

  @TempDir Path folder;

  @Test
  void javaScriptAndPythonServeClients() throws Exception {
    Path examples = RunningBusway.home().resolve("verticles/examples");
    Path config =
        config(
            """
            verticles:
              - {name: hello-js, main: %1$s/js/hello.js, instances: 2}
              - {name: history, main: %1$s/js/history.js, config: {room: chat}}
              - {name: hello-py, main: %1$s/python/hello.py, config: {greeting: Bonjour}}
              - {name: words, main: %1$s/python/words.py, threading: worker}
            permissions:
              inbound: [{address: js.*}, {address: py.*}, {address: chat}, {address: chat.*}, {address: words}]
            """
                .formatted(examples));
    try (RunningBusway busway = RunningBusway.start("--config", config.toString());
        TcpClient client = new TcpClient(busway.tcpPort())) {
      String body = "{\"n\":[1,2.5,null,{\"text\":\"\u00e9\"}]}";
      assertThat(client.request("js.echo", body)).contains(body);
      assertThat(client.request("py.echo", body)).contains(body);
      assertThat(client.request("js.hello", "{\"name\":\"Ada\"}"))
          .contains("{\"text\":\"Hello, Ada!\"}");
      assertThat(client.request("py.hello", "{\"name\":\"Ada\"}"))
          .contains("{\"text\":\"Bonjour, Ada!\"}");
      assertThat(client.request("js.hello", "{}")).contains("400", "expected: an object with");
      assertThat(client.request("words", "{\"text\":\"a b a\",\"top\":1}"))
          .contains("{\"words\":3,\"top\":[[\"a\",2]]}");
      client.publish("chat", "\"hi\"");
      assertThat(client.request("chat.history", "null")).contains("\"body\":\"hi\"");
      assertThat(busway.stop()).isZero();
      assertThat(busway.stderr()).anyMatch(line -> line.contains("1 messages of chat"));
    }
  }

  @Test
  void aSyntaxErrorIsShownWithItsPlace() throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("bad.js"), "const a = ;\n");
    Path config = config("verticles: [{name: bad, main: bad.js}]\n");
    try (Child busway = RunningBusway.run(folder, Map.of(), "up", "--config", config.toString())) {
      assertThat(busway.awaitExit(Duration.ofSeconds(60))).isNotZero();
      assertThat(busway.stderr()).anyMatch(line -> line.contains(script + ":1:11: SyntaxError"));
    }
  }

  private Path config(String verticles) throws IOException {
    return Files.writeString(
        folder.resolve("busway.yaml"),
        """
        tcp: {port: 0}
        websocket: {port: 0}
        admin: {port: 0}
        startup: {timeout: 2m}
        %s"""
            .formatted(verticles));
  }
}
