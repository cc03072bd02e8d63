package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnVerticlesTest {

  private final Vertx vertx = Vertx.vertx();
  private final OwnVerticles verticles = new OwnVerticles(vertx, Duration.ofSeconds(20));

  @BeforeEach
  void forget() {
    Samples.EVENTS.clear();
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @Test
  void undeploysInReverse() throws Exception {
    deploy("a");
    deploy("b");
    verticles.undeployInReverse().await(20, TimeUnit.SECONDS);
    assertThat(Samples.EVENTS).containsExactly("start a loop", "start b loop", "stop b", "stop a");
  }

  @Test
  void oneThatDoesNotStopDoesNotHoldTheOthers() throws Exception {
    deploy("a");
    verticles.deploy("bad", Samples.BadStop::new, new DeploymentOptions());
    verticles.undeployInReverse().await(20, TimeUnit.SECONDS);
    assertThat(Samples.EVENTS).containsExactly("start a loop", "stop a");
  }

  @Test
  void saysInOneLineWhichDoesNotStartAndWhy() {
    assertThatThrownBy(
            () -> verticles.deploy("edge", Samples.BadStart::new, new DeploymentOptions()))
        .isInstanceOf(StartException.class)
        .hasMessage("edge: did not start: IllegalStateException: no database");
  }

  @Test
  void givesUpOneThatDoesNotStartInTime() {
    OwnVerticles hasty = new OwnVerticles(vertx, Duration.ofMillis(150));
    assertThatThrownBy(() -> hasty.deploy("edge", Samples.Hanging::new, new DeploymentOptions()))
        .hasMessage("edge: did not start within 150 ms (startup.timeout)");
  }

  private void deploy(String id) {
    verticles.deploy(
        id, Samples.Good::new, new DeploymentOptions().setConfig(new JsonObject().put("id", id)));
  }
}
