package busway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.testing.Wait;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples, each in its language, with the client of that language. */
final class LanguagesIT {

  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final Path EXAMPLES = HOME.resolve("verticles/examples/process");
  private static final String HOME_PROPERTY = "busway.home";

  private final Workshop workshop = new Workshop();

  @BeforeEach
  void install() {
    System.setProperty(HOME_PROPERTY, HOME.toString());
  }

  @AfterEach
  void close() throws Exception {
    System.clearProperty(HOME_PROPERTY);
    workshop.close();
  }

  private Object ask(String address, JsonObject body) {
    return Wait.on(workshop.ask(address, body));
  }

  @Test
  void python() {
    workshop.run("primes", "process:python3 " + EXAMPLES.resolve("primes.py"), 1);
    assertThat(ask("py.primes", new JsonObject().put("limit", 1000)))
        .isEqualTo(new JsonObject().put("limit", 1000).put("count", 168).put("instance", 0));
    assertThatThrownBy(() -> ask("py.primes", new JsonObject().put("limit", -1)))
        .isInstanceOfSatisfying(
            ReplyException.class, e -> assertThat(e.failureCode()).isEqualTo(400))
        .hasMessageContaining("limit: -1 (expected: 0 to 10000000)");
  }

  @Test
  void node() {
    workshop.run("digest", "process:node " + EXAMPLES.resolve("digest.mjs"), 1);
    assertThat(ask("node.digest", new JsonObject().put("text", "").put("algorithm", "md5")))
        .isEqualTo(
            new JsonObject()
                .put("algorithm", "md5")
                .put("hex", "d41d8cd98f00b204e9800998ecf8427e"));
    assertThatThrownBy(() -> ask("node.digest", new JsonObject()))
        .hasMessageContaining("text: missing (expected: a text)");
  }

  @Test
  void go() {
    Path program = Workshop.go(EXAMPLES.resolve("words"));
    workshop.run("words", "process:" + program, 1);
    JsonObject counts = new JsonObject().put("a", 2).put("b", 1);
    assertThat(ask("go.words", new JsonObject().put("text", "a b A")))
        .isEqualTo(new JsonObject().put("words", 3).put("count", counts));
  }

  @Test
  void aShellIfItIsAskedFor() {
    String script = Workshop.worker("py.shell").substring("process:".length());
    workshop.run("shell", "process:sh -c 'echo begins; exec " + script + "'", 1);
    assertThat(ask("py.shell", new JsonObject().put("n", 1)))
        .isEqualTo(new JsonObject().put("n", 1));
    Wait.until("its line has come", () -> workshop.lines.containsKey("shell"));
    assertThat(workshop.lines.get("shell")).containsExactly("begins");
  }
}
