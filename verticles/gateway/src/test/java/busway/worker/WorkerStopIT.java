package busway.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerStopIT {

  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void failsWhatWaitsAndLetsWhatRunsFinish(PoolKind kind) {
    rig.pool("p", kind, 1, 5).stage("work", "p", 20_000, false).start();
    Future<Message<Object>> running = rig.request("work", 1);
    Future<Message<Object>> waiting = rig.request("work", 2);
    Stage stage = Stage.named("work");
    Rig.eventually(() -> stage.present.get() == 1);
    Future<Void> stopped = rig.stop();
    ReplyException failure = Rig.failure(waiting);
    assertThat(failure.failureCode()).isEqualTo(WorkerFailure.SHUTTING_DOWN.code());
    assertThat(failure.getMessage())
        .isEqualTo("work: the gateway is shutting down; retry once connected again");
    assertThat(stopped.isComplete()).isFalse();
    stage.curtain.countDown();
    assertThat(Rig.done(running).body()).isEqualTo(1);
    Rig.done(stopped);
    assertThat(stage.entered).hasValue(1);
    assertThat(rig.replies).hasValue(2);
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void interruptsWhatStillRunsAfterTheBound(PoolKind kind) {
    rig.pool("p", kind, 1, 5).stage("endless", "p", 20_000, false).start(Duration.ofMillis(200));
    Future<Message<Object>> running = rig.request("endless", 1);
    Stage stage = Stage.named("endless");
    Rig.eventually(() -> stage.present.get() == 1);
    long askedNs = System.nanoTime();
    Rig.done(rig.stop());
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedNs)).isBetween(200L, 5_000L);
    assertThat(Rig.failure(running).failureCode()).isEqualTo(503);
    Rig.eventually(() -> stage.interrupted.get() == 1);
    assertThat(rig.replies).hasValue(1);
  }

  @Test
  void doesNotWaitForATaskThatIgnoresItsInterrupt() {
    rig.pool("p", PoolKind.PLATFORM, 1, 5).stage("deaf", "p", 20_000, true);
    rig.start(Duration.ofMillis(100));
    Future<Message<Object>> running = rig.request("deaf", 1);
    Stage stage = Stage.named("deaf");
    Rig.eventually(() -> stage.present.get() == 1);
    Rig.done(rig.stop());
    assertThat(Rig.failure(running).failureCode()).isEqualTo(503);
    stage.curtain.countDown();
    Rig.eventually(() -> stage.left.get() == 1);
    assertThat(rig.replies).hasValue(1);
  }

  @Test
  void answersNoMoreOnceStopped() {
    rig.pool("p", PoolKind.PLATFORM, 1, 5).task("t", SampleTasks.Echo.class, "p", 1_000).start();
    assertThat(rig.answer("t", 1)).isEqualTo(1);
    Rig.done(rig.stop());
    assertThatThrownBy(() -> rig.answer("t", 1)).hasMessageContaining("No handlers for address t");
  }
}
