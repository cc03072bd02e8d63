package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.DeployException.Code;
import busway.testing.Wait;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentsTest {

  private final Rig rig = new Rig();

  @BeforeEach
  void forget() {
    Samples.EVENTS.clear();
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  void deploysOnTheThreadsThatTheConfigAsksForAndUndeploysInReverse() {
    rig.deploy(good("a", Threading.EVENT_LOOP, 1));
    rig.deploy(good("b", Threading.WORKER, 1));
    rig.deploy(good("c", Threading.VIRTUAL_THREAD, 1));
    Wait.on(rig.deployments.close(Duration.ofSeconds(5)));
    assertThat(Samples.EVENTS)
        .containsExactly(
            "start a loop", "start b worker", "start c virtual", "stop c", "stop b", "stop a");
  }

  @Test
  void deploysAsManyInstancesAsAsked() {
    DeploymentStatus status = rig.deploy(good("x", Threading.WORKER, 3));
    assertThat(status.instances()).isEqualTo(3);
    assertThat(Samples.EVENTS).containsOnly("start x worker").hasSize(3);
  }

  @Test
  void oneThatDoesNotStopDoesNotHoldTheOthers() {
    rig.deploy(good("a", Threading.EVENT_LOOP, 1));
    rig.deploy(Rig.sample("bad", Samples.BadStop.class));
    Wait.on(rig.deployments.close(Duration.ofSeconds(5)));
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
        "NullStart      | did not start: IllegalStateException: start() returned null (expected: a Future)",
      })
  void saysInOneLineWhichVerticleDoesNotStartAndWhyAndKeepsThatListed(String type, String reason) {
    String main = Samples.class.getName() + '$' + type;
    VerticleConfig config = new VerticleConfig("bad", main, 1, Threading.EVENT_LOOP, Map.of());
    DeployException refusal = Rig.refusal(rig.deployments.deploy(config));
    assertThat(refusal).hasMessage("verticle bad (" + main + "): " + reason);
    assertThat(refusal.code()).isEqualTo(Code.FAILED);
    DeploymentStatus status = rig.find("bad");
    assertThat(status.state()).isEqualTo(DeploymentState.FAILED);
    assertThat(status.reason()).isEqualTo(refusal.getMessage());
    assertThat(status.version()).isZero();
  }

  @Test
  void oneThatHasFailedGivesItsNameToTheNextOrIsUndeployed() {
    Rig.refusal(rig.deployments.deploy(Rig.sample("x", Samples.BadStart.class)));
    DeploymentStatus fixed = rig.deploy(good("x", Threading.EVENT_LOOP, 1));
    assertThat(fixed.state()).isEqualTo(DeploymentState.RUNNING);
    assertThat(fixed.version()).isEqualTo(1);
    assertThat(fixed.reason()).isEmpty();
    Rig.refusal(rig.deployments.deploy(Rig.sample("y", Samples.BadStart.class)));
    rig.undeploy("y");
    assertThat(rig.deployments.find("y")).isEmpty();
  }

  @Test
  void aNameIsTakenOnce() {
    rig.deploy(good("x", Threading.EVENT_LOOP, 1));
    DeployException refusal = Rig.refusal(rig.deployments.deploy(good("x", Threading.WORKER, 1)));
    assertThat(refusal.code()).isEqualTo(Code.CONFLICT);
    assertThat(rig.find("x").threading()).isEqualTo(Threading.EVENT_LOOP);
  }

  @Test
  void nothingUnknownIsChanged() {
    for (Future<?> change :
        List.of(
            rig.deployments.undeploy("x"),
            rig.deployments.redeploy("x", config -> config),
            rig.deployments.scale("x", 2))) {
      assertThat(Rig.refusal(change).code()).isEqualTo(Code.NOT_FOUND);
    }
  }

  @Test
  void aChangeThatMakesNoSenseIsRefusedAndChangesNothing() {
    rig.deploy(good("x", Threading.EVENT_LOOP, 1));
    DeployException few = Rig.refusal(rig.deployments.scale("x", 0));
    assertThat(few.code()).isEqualTo(Code.INVALID);
    assertThat(few).hasMessage("x: instances: 0 (expected: 1 to 10000)");
    DeployException renamed =
        Rig.refusal(rig.deployments.redeploy("x", config -> good("y", Threading.EVENT_LOOP, 1)));
    assertThat(renamed.code()).isEqualTo(Code.INVALID);
    assertThat(rig.find("x").instances()).isEqualTo(1);
  }

  @Test
  void scalesUpAndDown() {
    rig.deploy(good("x", Threading.EVENT_LOOP, 1));
    assertThat(rig.scale("x", 4).instances()).isEqualTo(4);
    assertThat(rig.scale("x", 2).instances()).isEqualTo(2);
    assertThat(Samples.EVENTS)
        .containsExactly(
            "start x loop", "start x loop", "start x loop", "start x loop", "stop x", "stop x");
    assertThat(rig.find("x").version()).isEqualTo(1);
  }

  @Test
  void aRedeploymentStartsTheNextVersionBeforeItStopsTheOneThatServes() {
    rig.deploy(good("x", Threading.EVENT_LOOP, 1));
    DeploymentStatus status =
        Wait.on(
            rig.deployments.redeploy(
                "x",
                config ->
                    new VerticleConfig(
                        "x", config.main(), 2, Threading.WORKER, Map.of("id", "y"))));
    assertThat(status.version()).isEqualTo(2);
    assertThat(status.instances()).isEqualTo(2);
    assertThat(status.threading()).isEqualTo(Threading.WORKER);
    assertThat(Samples.EVENTS)
        .containsExactly("start x loop", "start y worker", "start y worker", "stop x");
  }

  @Test
  void aRedeploymentThatFailsLeavesWhatServesAndSaysWhy() {
    rig.deploy(good("x", Threading.EVENT_LOOP, 2));
    DeployException refusal =
        Rig.refusal(
            rig.deployments.redeploy("x", config -> Rig.sample("x", Samples.BadStart.class)));
    assertThat(refusal.code()).isEqualTo(Code.FAILED);
    DeploymentStatus status = rig.find("x");
    assertThat(status.state()).isEqualTo(DeploymentState.RUNNING);
    assertThat(status.main()).isEqualTo(Samples.Good.class.getName());
    assertThat(status.version()).isEqualTo(1);
    assertThat(status.instances()).isEqualTo(2);
    assertThat(status.reason()).isEqualTo(refusal.getMessage());
    assertThat(rig.redeploy("x").reason()).isEmpty();
    assertThat(Samples.EVENTS.stream().filter("stop x"::equals)).hasSize(2);
  }

  @Test
  void twentyFourVersionsInARow() {
    rig.deploy(good("x", Threading.WORKER, 2));
    for (int version = 2; version <= 24; version++) {
      assertThat(rig.redeploy("x").version()).isEqualTo(version);
    }
    assertThat(rig.vertx.deploymentIDs()).hasSize(2);
    assertThat(Samples.EVENTS.stream().filter("stop x"::equals)).hasSize(46);
    assertThat(rig.exports("busway_worker_size{pool=\"busway-x\"} 2.0")).isTrue();
  }

  @Test
  void theThreadsOfWorkersFollowTheirInstances() {
    rig.deploy(good("x", Threading.WORKER, 1));
    for (int instances : new int[] {5, 2, 7}) {
      rig.scale("x", instances);
      assertThat(rig.exports("busway_worker_size{pool=\"busway-x\"} " + instances + ".0")).isTrue();
    }
  }

  @Test
  void listsByNameAndTellsEveryChange() {
    List<String> told = new CopyOnWriteArrayList<>();
    rig.deployments.onChange(
        new DeploymentListener() {
          @Override
          public void changed(DeploymentStatus status) {
            told.add(status.name() + ' ' + status.state().label() + ' ' + status.instances());
          }

          @Override
          public void gone(DeploymentStatus last) {
            told.add(last.name() + " is gone, " + last.instances());
          }
        });
    rig.deploy(good("b", Threading.EVENT_LOOP, 1));
    rig.deploy(good("a", Threading.EVENT_LOOP, 2));
    assertThat(rig.deployments.list()).extracting(DeploymentStatus::name).containsExactly("a", "b");
    rig.undeploy("a");
    assertThat(told)
        .containsExactly(
            "b starting 0",
            "b running 1",
            "a starting 0",
            "a running 2",
            "a draining 2",
            "a is gone, 0");
  }

  @Test
  void countsChangesAndStates() {
    rig.deploy(good("a", Threading.EVENT_LOOP, 1));
    rig.scale("a", 2);
    Rig.refusal(rig.deployments.deploy(Rig.sample("x", Samples.BadStart.class)));
    rig.redeploy("a");
    assertThat(rig.exports("busway_deployments{state=\"running\"} 1.0")).isTrue();
    assertThat(rig.exports("busway_deployments{state=\"failed\"} 1.0")).isTrue();
    for (String line :
        List.of(
            "{kind=\"deploy\",outcome=\"ok\"} 1.0",
            "{kind=\"deploy\",outcome=\"failed\"} 1.0",
            "{kind=\"scale\",outcome=\"ok\"} 1.0",
            "{kind=\"redeploy\",outcome=\"ok\"} 1.0",
            "{kind=\"undeploy\",outcome=\"ok\"} 0.0")) {
      assertThat(rig.exports("busway_deployment_changes_total" + line)).as(line).isTrue();
    }
    assertThat(rig.exports("busway_deployment_drain_seconds_count 1")).isTrue();
  }

  private static VerticleConfig good(String id, Threading threading, int instances) {
    return new VerticleConfig(
        id, Samples.Good.class.getName(), instances, threading, Map.of("id", id));
  }
}
