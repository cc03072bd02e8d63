package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentsTest {

  private final Vertx vertx = Vertx.vertx();
  private final OwnVerticles deployments = new OwnVerticles(vertx, Duration.ofSeconds(5));

  @BeforeEach
  void forget() {
    Samples.EVENTS.clear();
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void deploysOnTheThreadsThatTheConfigAsksForAndUndeploysInReverse() throws Exception {
    deploy("a", Threading.EVENT_LOOP);
    deploy("b", Threading.WORKER);
    deploy("c", Threading.VIRTUAL_THREAD);
    deployments.undeployInReverse().await(5, TimeUnit.SECONDS);
    assertThat(Samples.EVENTS)
        .containsExactly(
            "start a loop", "start b worker", "start c virtual", "stop c", "stop b", "stop a");
  }

  @Test
  void deploysAsManyInstancesAsAsked() {
    VerticleConfig three =
        new VerticleConfig(
            "", Samples.Good.class.getName(), 3, Threading.WORKER, Map.of("id", "x"));
    deployments.deploy(three, getClass().getClassLoader());
    assertThat(Samples.EVENTS).containsOnly("start x worker").hasSize(3);
  }

  @Test
  void aVerticleThatDoesNotStopDoesNotHoldTheOthers() throws Exception {
    deploy("a", Threading.EVENT_LOOP);
    deployments.deploy(config("BadStop"), getClass().getClassLoader());
    deployments.undeployInReverse().await(5, TimeUnit.SECONDS);
    assertThat(Samples.EVENTS).containsExactly("start a loop", "stop a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Missing        | class not found on the class path (classpath, --classpath)",
        "NoVerticle     | is no verticle (expected: a class that extends io.vertx.core.VerticleBase)",
        "WithParameter  | has no public constructor without parameters",
        "BadConstructor | constructor failed: IllegalStateException: no database",
        "BadStart       | did not start: IllegalStateException: no database",
        "FailedStart    | did not start: UnsupportedOperationException",
      })
  void saysInOneLineWhichVerticleDoesNotStartAndWhy(String type, String reason) {
    VerticleConfig config = config(type);
    assertThatThrownBy(() -> deployments.deploy(config, getClass().getClassLoader()))
        .isInstanceOf(StartException.class)
        .hasMessage("verticle bad (" + config.main() + "): " + reason);
  }

  @Test
  void givesUpAVerticleThatDoesNotStartInTime() {
    OwnVerticles hasty = new OwnVerticles(vertx, Duration.ofMillis(150));
    assertThatThrownBy(() -> hasty.deploy(config("Hanging"), getClass().getClassLoader()))
        .hasMessageEndingWith("did not start within 150 ms (startup.timeout)");
  }

  private void deploy(String id, Threading threading) {
    VerticleConfig config =
        new VerticleConfig(id, Samples.Good.class.getName(), 1, threading, Map.of("id", id));
    deployments.deploy(config, getClass().getClassLoader());
  }

  private static VerticleConfig config(String type) {
    return new VerticleConfig(
        "bad", Samples.class.getName() + '$' + type, 1, Threading.EVENT_LOOP, Map.of());
  }
}
