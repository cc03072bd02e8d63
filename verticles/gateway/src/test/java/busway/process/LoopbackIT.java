package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes where there are no Unix domain sockets, and those that end too often. */
final class LoopbackIT {

  private final Workshop workshop = new Workshop(Workshop.quick(false), Workshop.START_TIMEOUT);

  @AfterEach
  void close() throws Exception {
    workshop.close();
  }

  @Test
  void reachesTheGatewayOverLoopback() {
    workshop.run("loopback", Workshop.worker("py.loopback"), 1);
    assertThat(workshop.who("py.loopback").getJsonArray("variables"))
        .contains("BUSWAY_TCP")
        .doesNotContain("BUSWAY_SOCKET");
  }

  @Test
  void diesForGoodAfterTooManyRestarts() {
    List<ProcessInstance> one = workshop.run("doomed", Workshop.worker("py.doomed"), 1);
    ProcessInstance doomed = one.getFirst();
    for (int death = 1; death <= 5; death++) {
      int deaths = death;
      Wait.until("it lives", doomed::alive);
      workshop.gateway.bus().send("py.doomed", new JsonObject().put("do", "exit").put("code", 7));
      Wait.until(
          "it has died",
          () ->
              workshop.gateway.metric("process_exits_total{cause='exit',verticle='doomed'}")
                  == deaths);
    }
    Wait.until("it is given up", () -> doomed.died().isComplete());
    assertThat(doomed.died().cause())
        .hasMessage(
            "restarted 4 times within 60 s (processes.restart.limit), and last it exited with code"
                + " 7");
    assertThat(doomed.alive()).isFalse();
  }
}
