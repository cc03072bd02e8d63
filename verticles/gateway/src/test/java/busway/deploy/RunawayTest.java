package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.DeployException.Code;
import busway.testing.Wait;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code that does not come back by itself, and what it holds. */
class RunawayTest {

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean runsAtStart;
  private volatile boolean canBeCancelled = true;
  private final Rig rig =
      new Rig(
          Rig.PATIENCE,
          new DeploymentsConfig(Duration.ofMillis(300), 10, 20, 4, 1, 1_024, false),
          new FakeLoader("fake", config -> new Fake(), this::cancel, closed::incrementAndGet));

  @AfterEach
  void close() throws Exception {
    end.countDown();
    rig.close();
  }

  private void cancel() {
    if (canBeCancelled) {
      end.countDown();
    }
  }

  /**
   * Runs until it is ended, whoever interrupts it: when it starts, or when it is sent a message.
   */
  private final class Fake implements Deployable {

    @Override
    public Future<?> deploy(Context context) {
      if (runsAtStart) {
        runs(null);
      }
      return context.owner().eventBus().consumer("runs", this::runs).completion();
    }

    private void runs(Message<Object> ignored) {
      running.incrementAndGet();
      while (end.getCount() > 0) {
        Thread.onSpinWait();
      }
    }

    @Override
    public Future<?> undeploy(Context context) {
      return Future.succeededFuture();
    }
  }

  private static VerticleConfig fake(Threading threading) {
    return new VerticleConfig("x", "fake", 1, threading, Map.of());
  }

  @ParameterizedTest
  @EnumSource
  void isCancelledWhereThatIsPossibleAndFreed(Threading threading) {
    rig.deploy(fake(threading));
    rig.vertx.eventBus().send("runs", null);
    Wait.until("it runs", () -> running.get() == 1);
    rig.undeploy("x");
    Wait.until("it is cancelled", () -> end.getCount() == 0);
    isFreed();
  }

  private void isFreed() {
    Wait.until("it is freed", () -> closed.get() == 1);
    Wait.until("it is forgotten", () -> rig.vertx.deploymentIDs().isEmpty());
  }

  @Test
  void isFreedWhenItComesBackAndNoSooner() {
    canBeCancelled = false;
    runsAtStart = true;
    Future<DeploymentStatus> start = rig.deployments.deploy(fake(Threading.WORKER));
    Wait.until("it runs", () -> running.get() == 1);
    assertThat(rig.deployments.giveUpStart("x", System.nanoTime(), Duration.ZERO, "it is over"))
        .isTrue();
    assertThat(Rig.refusal(start).code()).isEqualTo(Code.GIVEN_UP);
    assertThat(closed).hasValue(0);
    end.countDown();
    isFreed();
  }
}
