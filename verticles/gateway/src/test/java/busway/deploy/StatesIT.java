package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of a deployment, beside what it really does. */
class StatesIT {

  private static final int MESSAGES = 640;
  private static final List<Steps> MADE = new CopyOnWriteArrayList<>();

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws Exception {
    MADE.clear();
    rig.close();
  }

  /** Starts, and answers at {@code later}, when it is told to; counts what it is given. */
  public static final class Steps extends VerticleBase {

    private final Promise<Void> started = Promise.promise();
    private final List<Message<Object>> asked = new CopyOnWriteArrayList<>();

    @Override
    public Future<?> start() {
      MADE.add(this);
      vertx.eventBus().consumer("at.once", message -> message.reply(1));
      vertx.eventBus().consumer("later", asked::add);
      return started.future();
    }
  }

  @Test
  void everyStateIsToldWhileItLasts() {
    Future<DeploymentStatus> deployed = rig.deployments.deploy(steps());
    Steps first = made(0);
    told(DeploymentState.STARTING, 0);
    assertThat(rig.find("x").addresses()).isEmpty();
    first.started.complete();
    Wait.on(deployed);
    told(DeploymentState.RUNNING, 1);
    assertThat(rig.find("x").addresses()).containsExactly("at.once", "later");
    rig.vertx.eventBus().request("later", null);
    Wait.until("it is asked", () -> first.asked.size() == 1);
    Future<DeploymentStatus> undeployed = rig.deployments.undeploy("x");
    Wait.until("it drains", () -> rig.find("x").state() == DeploymentState.DRAINING);
    told(DeploymentState.DRAINING, 1);
    assertThat(rig.find("x").pending()).isEqualTo(1);
    first.asked.getFirst().reply(1);
    Wait.on(undeployed);
    assertThat(rig.deployments.list()).isEmpty();
  }

  @Test
  void whatFailsSaysWhyAndHasNoAddress() {
    Future<DeploymentStatus> deployed = rig.deployments.deploy(steps());
    made(0).started.fail("no database");
    DeployException refusal = Rig.refusal(deployed);
    told(DeploymentState.FAILED, 0);
    assertThat(rig.find("x").reason()).isEqualTo(refusal.getMessage()).endsWith("no database");
    assertThat(rig.find("x").addresses()).isEmpty();
  }

  @Test
  void aRedeploymentIsToldOnceItServesAndItsTimeBeginsAnew() {
    Instant since = run();
    Future<DeploymentStatus> redeployed = rig.deployments.redeploy("x", config -> config);
    Steps next = made(1);
    told(DeploymentState.RUNNING, 1);
    assertThat(rig.find("x").since()).isEqualTo(since);
    assertThat(rig.find("x").addresses()).containsExactly("at.once", "later");
    next.started.complete();
    Wait.on(redeployed);
    told(DeploymentState.RUNNING, 2);
    assertThat(rig.find("x").since()).isAfter(since);
  }

  @Test
  void messagesAreCountedOneByOneOverAllVersions() {
    run();
    for (int version = 1; version <= 3; version++) {
      for (int i = 0; i < MESSAGES; i++) {
        rig.ask("at.once");
      }
      assertThat(rig.find("x").messages()).isEqualTo((long) version * MESSAGES);
      Future<DeploymentStatus> redeployed = rig.deployments.redeploy("x", config -> config);
      made(version).started.complete();
      assertThat(Wait.on(redeployed).messages()).isEqualTo((long) version * MESSAGES);
    }
    assertThat(rig.find("x").handlerSeconds()).isPositive();
    assertThat(rig.find("x").messagesPerSecond()).isPositive();
  }

  private Instant run() {
    Future<DeploymentStatus> deployed = rig.deployments.deploy(steps());
    made(0).started.complete();
    return Wait.on(deployed).since();
  }

  private static Steps made(int number) {
    Wait.until("it starts", () -> MADE.size() > number);
    return MADE.get(number);
  }

  private void told(DeploymentState state, int version) {
    DeploymentStatus status = rig.find("x");
    assertThat(status.state()).isEqualTo(state);
    assertThat(status.version()).isEqualTo(version);
    assertThat(status.instances()).isEqualTo(version == 0 ? 0 : 1);
    boolean serves = state == DeploymentState.RUNNING || state == DeploymentState.DRAINING;
    assertThat(status.instances() == 1).isEqualTo(serves);
    assertThat(status.reason().isEmpty()).isEqualTo(state != DeploymentState.FAILED);
  }

  private static VerticleConfig steps() {
    return new VerticleConfig("x", Steps.class.getName(), 1, Threading.EVENT_LOOP, Map.of());
  }
}
