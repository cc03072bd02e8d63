package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of scripts: their logs by deployment, and who holds up a loop. */
class ScriptsIT {

  private static final Duration BOUND = Duration.ofSeconds(60);

  private static final List<String> NAMES = List.of("ada", "bob", "cyd", "dan");

  private static final String EVERYTHING = "permissions={inbound: [{address: '*'}]}";

  @TempDir Path folder;

  @Test
  void eachDeploymentOfOneFileHasALogOfItsOwn() throws Exception {
    write(
        "app.js",
        """
        console.log('I am', config.who);
        vertx.eventBus().consumer(config.who, async msg => { console.warn(msg.body()); return gone(); });
        """);
    write(
        "app.py",
        """
        print("I am", config["who"])

        @vertx.consumer(config["who"])
        def asked(msg):
            print(msg.body)
            return gone()
        """);
    try (RunningBusway busway = up();
        Admin admin = new Admin(busway);
        TcpClient client = new TcpClient(busway.tcpPort())) {
      deploy(admin, "ada", "app.js", "event-loop");
      deploy(admin, "bob", "app.js", "worker");
      deploy(admin, "cyd", "app.py", "event-loop");
      deploy(admin, "dan", "app.py", "worker");
      for (String name : NAMES) {
        assertThat(client.request(name, "\"said to " + name + "\"")).contains("gone");
        boolean js = name.equals("ada") || name.equals("bob");
        String place = folder.resolve(js ? "app.js:2:" : "app.py:6:").toString();
        assertThat(admin.get("deployments/" + name + "/logs"))
            .contains("I am " + name, "said to " + name, "\"level\":\"error\",\"text\":\"" + place)
            .contains(js ? "ReferenceError" : "NameError", js ? "    at " : "    at asked (")
            .doesNotContain(
                NAMES.stream()
                    .filter(other -> !other.equals(name))
                    .map(other -> "I am " + other)
                    .toList());
        Await.until(
            BOUND,
            "a line of " + name,
            () ->
                busway.stderr().stream()
                    .anyMatch(line -> line.contains(" verticle." + name + " I am " + name)));
      }
    }
  }

  @Test
  void whoeverBlocksALoopIsNamedByItsFunctionInTheScript() throws Exception {
    write(
        "spin.js",
        """
        vertx.eventBus().consumer('js', msg => {
          spin(msg.body());
          msg.reply(1);
        });
        function spin(ms) {
          const end = Date.now() + ms;
          while (Date.now() < end);
        }
        """);
    write(
        "spin.py",
        """
        import time

        @vertx.consumer("py")
        def asked(msg):
            return spin(msg.body)

        def spin(ms):
            end = time.monotonic() + ms / 1000
            while time.monotonic() < end:
                pass
            return 1
        """);
    try (RunningBusway busway = up();
        Admin admin = new Admin(busway);
        TcpClient client = new TcpClient(busway.tcpPort())) {
      deploy(admin, "one", "spin.js", "event-loop");
      deploy(admin, "two", "spin.py", "event-loop");
      for (String language : new String[] {"js", "py"}) {
        boolean js = language.equals("js");
        Await.until(
            BOUND,
            "a stall in spin." + language,
            () -> stalled(client, admin, js ? "one" : "two", language));
        assertThat(metrics(busway))
            .anyMatch(
                line ->
                    line.startsWith("busway_eventloop_stall")
                        && line.contains("culprit=\"spin.spin\""));
        assertThat(admin.get("stalls"))
            .contains(
                js ? "spin.spin(spin.js:5)" : "spin.spin(spin.py:7)",
                js ? "spin.line 1(spin.js:1)" : "spin.asked(spin.py:3)");
      }
    }
  }

  /** Asks again, for a busy machine may have other causes. */
  private static boolean stalled(TcpClient client, Admin admin, String name, String address) {
    assertThat(client.answer(address, "300")).contains("\"body\":1");
    try {
      JsonArray stalls = new JsonObject(admin.get("stalls")).getJsonArray("stalls");
      return stalls.stream()
          .map(JsonObject.class::cast)
          .anyMatch(
              stall ->
                  name.equals(stall.getString("verticle"))
                      && address.equals(stall.getString("address"))
                      && stall.getString("culprit").equals("spin.spin"));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> metrics(RunningBusway busway) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI metrics = busway.admin().resolve("metrics");
      return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
          .body()
          .lines()
          .toList();
    }
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }

  private static RunningBusway up() throws Exception {
    return RunningBusway.start(
        "--set",
        "verticles=[]",
        "--set",
        "startup.timeout=2m",
        "--set",
        "metrics.stalls.culprits=200",
        "--set",
        EVERYTHING);
  }

  private void deploy(Admin admin, String name, String file, String threading) throws Exception {
    admin.deploy(
        new JsonObject()
            .put("name", name)
            .put("main", folder.resolve(file).toString())
            .put("threading", threading)
            .put("config", new JsonObject().put("who", name)));
  }
}
