package busway.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.impl.MessageConsumerImpl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class WorkerStopIT {

  private final Rig rig = new Rig();
  private final Logger discards = (Logger) LoggerFactory.getLogger(MessageConsumerImpl.class);

  @AfterEach
  void close() {
    rig.close();
    discards.setLevel(null);
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
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedNs))
        .isGreaterThanOrEqualTo(200);
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
  void answersOrFailsEachRequestThatArrivesWhileItStops() {
    rig.pool("p", PoolKind.PLATFORM, 2, 50).task("t", SampleTasks.Echo.class, "p", 20_000).start();
    discards.setLevel(Level.ERROR); // Vert.x warns of each request that it fails itself
    List<Future<Message<Object>>> requests = new ArrayList<>();
    Future<Void> stopped = Future.succeededFuture();
    for (int i = 0; i < 3_000; i++) {
      requests.add(rig.request("t", i));
      if (i == 100) {
        Rig.done(requests.getFirst());
      }
      if (i == 1_000) {
        stopped = rig.stop();
      }
    }
    Rig.done(stopped);
    for (Future<Message<Object>> request : requests) {
      Rig.eventually(request::isComplete); // long before the sender's own timeout
    }
    assertThat(requests.stream().filter(Future::succeeded)).isNotEmpty();
    assertThat(requests.stream().filter(Future::failed)).isNotEmpty();
    assertThat(rig.replies).hasValueLessThanOrEqualTo(requests.size());
  }

  @Test
  void answersNoMoreOnceStopped() {
    rig.pool("p", PoolKind.PLATFORM, 1, 5).task("t", SampleTasks.Echo.class, "p", 20_000).start();
    assertThat(rig.answer("t", 1)).isEqualTo(1);
    Rig.done(rig.stop());
    assertThatThrownBy(() -> rig.answer("t", 1)).hasMessageContaining("No handlers for address t");
  }
}
