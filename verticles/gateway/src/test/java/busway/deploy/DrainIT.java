package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Instances that answer when they are told to, and that can die. */
class DrainIT {

  private final Queue<Fake> made = new ConcurrentLinkedQueue<>();
  private final Rig rig =
      new Rig(
          Rig.PATIENCE,
          new DeploymentsConfig(Duration.ofSeconds(30), 10, 20, 4, 1, 1_024, false),
          new FakeLoader("fake", this::made));

  @AfterEach
  void close() throws Exception {
    made.forEach(Fake::answer);
    rig.close();
  }

  /** Answers later, and lives as long as it is let. */
  private static final class Fake implements Deployable, Mortal {

    private final Queue<Message<Object>> asked = new ConcurrentLinkedQueue<>();
    private final Promise<Void> death = Promise.promise();
    private volatile boolean alive = true;
    private volatile long unreadBytes;

    @Override
    public Future<?> deploy(Context context) {
      return context.owner().eventBus().consumer("slow", asked::add).completion();
    }

    @Override
    public Future<?> undeploy(Context context) {
      return Future.succeededFuture();
    }

    void answer() {
      for (Message<Object> next = asked.poll(); next != null; next = asked.poll()) {
        next.reply("answered");
      }
    }

    @Override
    public boolean alive() {
      return alive;
    }

    @Override
    public void giveUp() {
      alive = false;
    }

    @Override
    public Future<?> died() {
      return death.future();
    }

    @Override
    public double cpuSeconds() {
      return 1.5;
    }

    @Override
    public long unreadBytes() {
      return unreadBytes;
    }
  }

  private Fake made(VerticleConfig config) {
    Fake fake = new Fake();
    made.add(fake);
    return fake;
  }

  @Test
  void whatIsUndeployedAnswersFirst() {
    rig.deploy(fake(1));
    Future<Message<Object>> reply = ask();
    Future<DeploymentStatus> undeployed = rig.deployments.undeploy("x");
    Wait.until("it drains", () -> rig.find("x").state() == DeploymentState.DRAINING);
    assertThat(rig.find("x").pending()).isEqualTo(1);
    assertThat(rig.find("x").instances()).isEqualTo(1);
    assertThat(undeployed.isComplete()).isFalse();
    made.forEach(Fake::answer);
    assertThat(Wait.on(reply).body()).isEqualTo("answered");
    assertThat(Wait.on(undeployed).messages()).isEqualTo(1);
    assertThat(rig.deployments.find("x")).isEmpty();
  }

  @Test
  void whatIsReplacedAnswersWhileTheNextVersionServes() {
    rig.deploy(fake(1));
    Future<Message<Object>> before = ask();
    Future<DeploymentStatus> redeployed = rig.deployments.redeploy("x", config -> config);
    Wait.until("the next version serves", () -> rig.find("x").version() == 2);
    assertThat(rig.find("x").state()).isEqualTo(DeploymentState.RUNNING);
    assertThat(rig.find("x").instances()).isEqualTo(1);
    assertThat(rig.find("x").addresses()).containsExactly("slow");
    Future<Message<Object>> after = ask();
    assertThat(made.size()).isEqualTo(2);
    assertThat(redeployed.isComplete()).isFalse();
    made.forEach(Fake::answer);
    Wait.on(before);
    Wait.on(after);
    assertThat(Wait.on(redeployed).messages()).isEqualTo(2);
    assertThat(rig.find("x").pending()).isZero();
  }

  @Test
  void whatIsReplacedReadsWhatItWasSent() {
    rig.deploy(fake(1));
    Fake old = made.element();
    old.unreadBytes = 7;
    Future<DeploymentStatus> redeployed = rig.deployments.redeploy("x", config -> config);
    Wait.until("the next version serves", () -> rig.find("x").version() == 2);
    rig.vertx.eventBus().publish("slow", null);
    Wait.until("it has the message", () -> made.stream().anyMatch(fake -> !fake.asked.isEmpty()));
    assertThat(old.asked).isEmpty();
    assertThat(redeployed.isComplete()).isFalse();
    old.unreadBytes = 0;
    assertThat(Wait.on(redeployed).handlerSeconds()).isEqualTo(3);
  }

  @Test
  void scalingDownDrainsThoseThatAreTooMany() {
    rig.deploy(fake(2));
    Future<Message<Object>> one = ask();
    Future<Message<Object>> other = ask();
    Future<DeploymentStatus> scaled = rig.deployments.scale("x", 1);
    Wait.until("one leaves", () -> rig.find("x").instances() == 1);
    assertThat(scaled.isComplete()).isFalse();
    made.forEach(Fake::answer);
    Wait.on(one);
    Wait.on(other);
    assertThat(Wait.on(scaled).instances()).isEqualTo(1);
    assertThat(rig.vertx.deploymentIDs()).hasSize(1);
  }

  @Test
  void anInstanceThatDiesIsMissedAndScalingReplacesIt() {
    rig.deploy(fake(2));
    made.element().alive = false;
    assertThat(rig.find("x").instances()).isEqualTo(1);
    made.element().death.fail("killed");
    Wait.until("it is gone", () -> rig.vertx.deploymentIDs().size() == 1);
    DeploymentStatus status = rig.find("x");
    assertThat(status.state()).isEqualTo(DeploymentState.RUNNING);
    assertThat(status.instances()).isEqualTo(1);
    assertThat(status.reason()).contains("an instance has died: ").endsWith("killed");
    assertThat(rig.scale("x", 2).instances()).isEqualTo(2);
    assertThat(rig.find("x").reason()).isEmpty();
  }

  @Test
  void whatOneWasGivenThatDiesWhileItFinishesIsCountedOnce() {
    rig.deploy(fake(1));
    ask();
    Future<DeploymentStatus> redeployed = rig.deployments.redeploy("x", config -> config);
    Wait.until("the next version serves", () -> rig.find("x").version() == 2);
    made.element().death.fail("killed");
    Wait.on(redeployed);
    assertThat(rig.find("x").messages()).isEqualTo(1);
  }

  @Test
  void aDeploymentHasFailedWhenItsLastInstanceHasDied() {
    rig.deploy(fake(1));
    made.element().death.fail("killed");
    Wait.until("it has failed", () -> rig.find("x").state() == DeploymentState.FAILED);
    assertThat(rig.find("x").instances()).isZero();
    assertThat(rig.redeploy("x").state()).isEqualTo(DeploymentState.RUNNING);
    assertThat(rig.find("x").version()).isEqualTo(2);
    rig.undeploy("x");
    assertThat(rig.vertx.deploymentIDs()).isEmpty();
  }

  private Future<Message<Object>> ask() {
    int before = made.stream().mapToInt(fake -> fake.asked.size()).sum();
    Future<Message<Object>> reply = rig.vertx.eventBus().request("slow", null);
    Wait.until(
        "it is asked", () -> made.stream().mapToInt(fake -> fake.asked.size()).sum() > before);
    return reply;
  }

  private static VerticleConfig fake(int instances) {
    return new VerticleConfig("x", "fake", instances, Threading.EVENT_LOOP, Map.of());
  }
}
