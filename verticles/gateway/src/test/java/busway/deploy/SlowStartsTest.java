package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.DeployException.Code;
import busway.testing.Wait;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowStartsTest {

  /** Long enough for those that start, however slow the machine is. */
  private static final int START_TIMEOUT_MS = 3_000;

  private final Rig rig =
      new Rig(
          Duration.ofMillis(START_TIMEOUT_MS),
          new DeploymentsConfig(Duration.ofMillis(300), 10, 20, 4, 1, 1_024, false));

  @BeforeEach
  void forget() {
    Samples.EVENTS.clear();
    Samples.Blocking.reset();
  }

  @AfterEach
  void close() throws Exception {
    Samples.Blocking.release();
    rig.close();
  }

  @Test
  void oneThatDoesNotStartInTimeFailsAndWhatItRegisteredIsGone() {
    DeployException refusal = refusal(Samples.HangingConsumer.class);
    assertThat(refusal.code()).isEqualTo(Code.TIMEOUT);
    assertThat(refusal).hasMessageEndingWith("did not start within 3000 ms (startup.timeout)");
    Wait.until("nobody answers", () -> !answers("hanging"));
    assertThat(rig.find("x").state()).isEqualTo(DeploymentState.FAILED);
    assertThat(rig.vertx.deploymentIDs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"EVENT_LOOP, stop blocking", "VIRTUAL_THREAD, stop blocking", "WORKER, interrupted"})
  void oneThatBlocksItsThreadFailsTooAndIsStoppedWhenItComesBack(Threading threading, String end) {
    VerticleConfig blocking =
        new VerticleConfig("x", Samples.Blocking.class.getName(), 1, threading, Map.of());
    assertThat(Rig.refusal(rig.deployments.deploy(blocking)).code()).isEqualTo(Code.TIMEOUT);
    Samples.Blocking.release();
    Wait.until(end, () -> Samples.EVENTS.contains(end));
    Wait.until("nobody answers", () -> !answers("late"));
    Wait.until("forgotten", () -> rig.vertx.deploymentIDs().isEmpty());
    assertThat(Samples.EVENTS).containsExactly("blocks", end);
  }

  @Test
  void neighboursStartAndServeMeanwhile() {
    Future<DeploymentStatus> blocking =
        rig.deployments.deploy(
            new VerticleConfig(
                "blocking", Samples.Blocking.class.getName(), 1, Threading.EVENT_LOOP, Map.of()));
    Wait.until("it blocks", () -> Samples.EVENTS.contains("blocks"));
    Future<DeploymentStatus> hanging =
        rig.deployments.deploy(Rig.sample("hanging", Samples.HangingConstructor.class));
    VerticleConfig named =
        new VerticleConfig("named", Samples.Named.class.getName(), 1, Threading.WORKER, Map.of());
    assertThat(rig.deploy(named).state()).isEqualTo(DeploymentState.RUNNING);
    assertThat(rig.find("blocking").state()).isEqualTo(DeploymentState.STARTING);
    rig.vertx.eventBus().send("named", null);
    Wait.until(
        "it works", () -> Samples.EVENTS.stream().anyMatch(e -> e.startsWith("busway-named#")));
    assertThat(Rig.refusal(hanging).code()).isEqualTo(Code.TIMEOUT);
    assertThat(Rig.refusal(blocking).code()).isEqualTo(Code.TIMEOUT);
  }

  @Test
  void anotherChangeOfTheSameNameIsRefusedMeanwhile() {
    Future<DeploymentStatus> hanging =
        rig.deployments.deploy(Rig.sample("x", Samples.Hanging.class));
    DeployException refusal = Rig.refusal(rig.deployments.undeploy("x"));
    assertThat(refusal.code()).isEqualTo(Code.CONFLICT);
    assertThat(refusal).hasMessage("x: another change is under way (deploy)");
    assertThat(Rig.refusal(rig.deployments.deploy(Rig.sample("x", Samples.Good.class))).code())
        .isEqualTo(Code.CONFLICT);
    Rig.refusal(hanging);
    assertThat(rig.undeploy("x").instances()).isZero();
  }

  @Test
  void oneThatNeverStopsIsGivenUp() {
    rig.deploy(Rig.sample("x", Samples.HangingStop.class));
    assertThat(answers("stays")).isTrue();
    rig.undeploy("x");
    assertThat(answers("stays")).isFalse();
    assertThat(rig.vertx.deploymentIDs()).isEmpty();
  }

  @Test
  void thereAreBounds() {
    VerticleConfig many =
        new VerticleConfig("many", Samples.Good.class.getName(), 21, Threading.WORKER, Map.of());
    assertThat(Rig.refusal(rig.deployments.deploy(many)).code()).isEqualTo(Code.LIMIT);
    assertThat(rig.deployments.list()).isEmpty();
    for (int i = 0; i < 10; i++) {
      rig.deploy(Rig.sample("x" + i, Samples.Good.class));
    }
    DeployException refusal =
        Rig.refusal(rig.deployments.deploy(Rig.sample("eleventh", Samples.Good.class)));
    assertThat(refusal.code()).isEqualTo(Code.LIMIT);
    assertThat(refusal).hasMessage("there are 10 deployments (deployments.max-deployments)");
    assertThat(Rig.refusal(rig.deployments.scale("x0", 12)))
        .hasMessageContaining("x0: instances: 12 (expected: at most 11");
    assertThat(rig.scale("x0", 11).instances()).isEqualTo(11);
  }

  private DeployException refusal(Class<? extends Deployable> type) {
    return Rig.refusal(rig.deployments.deploy(Rig.sample("x", type)));
  }

  private boolean answers(String address) {
    Future<?> reply = rig.vertx.eventBus().request(address, null);
    Wait.until("an answer", reply::isComplete);
    return !(reply.cause() instanceof ReplyException);
  }
}
