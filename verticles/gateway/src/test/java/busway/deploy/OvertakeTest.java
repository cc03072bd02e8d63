package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.DeployException.Code;
import busway.testing.Wait;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starts that are given up for something newer, and what serves meanwhile. */
class OvertakeTest {

  private final AtomicInteger hanging = new AtomicInteger();
  private final CountDownLatch answers = new CountDownLatch(1);
  private volatile boolean hangs;
  private final Rig rig =
      new Rig(
          Rig.PATIENCE,
          new DeploymentsConfig(Duration.ofSeconds(30), 10, 20, 4, 1, 1_024, false),
          new FakeLoader("fake", config -> new Fake()));

  @AfterEach
  void close() throws Exception {
    answers.countDown();
    rig.close();
  }

  /** Answers "now" at once and "late" later, on its own thread; or never starts. */
  private final class Fake implements Deployable {

    @Override
    public Future<?> deploy(Context context) throws InterruptedException {
      if (hangs) {
        hanging.incrementAndGet();
        return blocksOrNot(context);
      }
      context.owner().eventBus().consumer("now", message -> message.reply("now"));
      return context.owner().eventBus().consumer("late", this::answer).completion();
    }

    private Future<?> blocksOrNot(Context context) throws InterruptedException {
      if (context.isWorkerContext()) {
        new CountDownLatch(1).await();
      }
      return Promise.promise().future();
    }

    private void answer(Message<Object> message) {
      try {
        answers.await();
        message.reply("late");
      } catch (InterruptedException e) {
        message.fail(1, "interrupted");
      }
    }

    @Override
    public Future<?> undeploy(Context context) {
      return Future.succeededFuture();
    }
  }

  private VerticleConfig fake(Threading threading) {
    return new VerticleConfig("x", "fake", 1, threading, Map.of());
  }

  private boolean giveUp(long newerNs, Duration patience) {
    return rig.deployments.giveUpStart("x", newerNs, patience, "there is another");
  }

  @Test
  void aVersionThatHangsGivesWayAndTheOneThatServesGoesOn() {
    rig.deploy(fake(Threading.EVENT_LOOP));
    long beforeNs = System.nanoTime();
    hangs = true;
    Future<DeploymentStatus> change = rig.deployments.redeploy("x", config -> config);
    Wait.until("it hangs", () -> hanging.get() == 1);
    assertThat(giveUp(System.nanoTime(), Duration.ofHours(1))).isFalse();
    assertThat(giveUp(beforeNs, Duration.ZERO)).isFalse();
    assertThat(change.isComplete()).isFalse();
    assertThat(giveUp(System.nanoTime(), Duration.ZERO)).isTrue();
    assertThat(giveUp(System.nanoTime(), Duration.ZERO)).isFalse();
    DeployException refusal = Rig.refusal(change);
    assertThat(refusal.code()).isEqualTo(Code.GIVEN_UP);
    assertThat(refusal.getMessage())
        .matches(
            "verticle x \\(fake\\): was given up, for it had not started within \\d+ ms and there"
                + " is another");
    assertThat(rig.find("x").reason()).isEqualTo(refusal.getMessage());
    assertThat(rig.find("x").state()).isEqualTo(DeploymentState.RUNNING);
    assertThat(rig.ask("now")).isEqualTo("now");
    hangs = false;
    assertThat(rig.redeploy("x").version()).isEqualTo(2);
    assertThat(giveUp(System.nanoTime(), Duration.ZERO)).isFalse();
    assertThat(rig.vertx.deploymentIDs()).hasSize(1);
  }

  @Test
  void aFirstVersionThatHangsGivesWayToo() {
    hangs = true;
    Future<DeploymentStatus> change = rig.deployments.deploy(fake(Threading.EVENT_LOOP));
    Wait.until("it hangs", () -> hanging.get() == 1);
    assertThat(giveUp(System.nanoTime(), Duration.ZERO)).isTrue();
    assertThat(Rig.refusal(change).code()).isEqualTo(Code.GIVEN_UP);
    assertThat(rig.find("x").state()).isEqualTo(DeploymentState.FAILED);
    hangs = false;
    assertThat(rig.deploy(fake(Threading.EVENT_LOOP)).version()).isEqualTo(1);
  }

  @Test
  void instancesThatHangAreInterruptedAndThoseThatServeAreNot() {
    rig.deploy(fake(Threading.WORKER));
    Future<Message<Object>> late = rig.vertx.eventBus().request("late", null);
    Wait.until("it is asked", () -> rig.find("x").pending() == 1);
    hangs = true;
    Future<DeploymentStatus> change = rig.deployments.scale("x", 2);
    Wait.until("it hangs", () -> hanging.get() == 1);
    assertThat(giveUp(System.nanoTime(), Duration.ZERO)).isTrue();
    assertThat(Rig.refusal(change).code()).isEqualTo(Code.GIVEN_UP);
    assertThat(rig.find("x").instances()).isEqualTo(1);
    Wait.until("the thread of the other is free", () -> rig.vertx.deploymentIDs().size() == 1);
    answers.countDown();
    assertThat(Wait.on(late).body()).isEqualTo("late");
  }

  @Test
  void aFaultOfTheGatewayIsToldAndLeavesWhatServes() {
    rig.deploy(fake(Threading.EVENT_LOOP));
    Future<DeploymentStatus> change =
        rig.deployments.redeploy(
            "x",
            config -> {
              throw new IllegalStateException("a fault");
            });
    assertThat(Rig.refusal(change))
        .hasMessage("verticle x: a fault of the gateway: IllegalStateException: a fault");
    assertThat(rig.find("x").state()).isEqualTo(DeploymentState.RUNNING);
    assertThat(rig.ask("now")).isEqualTo("now");
    assertThat(rig.redeploy("x").version()).isEqualTo(2);
  }
}
