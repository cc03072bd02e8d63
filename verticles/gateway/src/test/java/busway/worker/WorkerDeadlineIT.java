package busway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerDeadlineIT {

  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void failsAndInterruptsARunningRequestAtItsDeadline(PoolKind kind) {
    rig.pool("p", kind, 1, 1).stage("slow", "p", 1_500, false).start();
    long sentNs = System.nanoTime();
    Future<Message<Object>> slow = rig.request("slow", 1);
    Rig.eventually(() -> Stage.named("slow").present.get() == 1);
    ReplyException failure = Rig.failure(slow);
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sentNs);
    assertThat(tookMs).isGreaterThanOrEqualTo(1_500);
    assertThat(failure.failureCode()).isEqualTo(WorkerFailure.DEADLINE.code());
    assertThat(failure.getMessage())
        .isEqualTo(
            "slow: no answer within 1500ms; ask for less, retry later, or raise"
                + " workers.tasks.slow.timeout");
    Rig.eventually(() -> Stage.named("slow").interrupted.get() == 1);
  }

  @Test
  void answersOnTimeAndOnceThoughTheTaskIgnoresItsInterrupt() {
    rig.pool("p", PoolKind.PLATFORM, 1, 1).stage("stubborn", "p", 3_000, true).start();
    assertThat(rig.failure("stubborn", 1).failureCode()).isEqualTo(504);
    Stage stage = Stage.named("stubborn");
    assertThat(stage.present).hasValue(1);
    stage.curtain.countDown();
    assertThat(rig.answer("stubborn", 2)).isEqualTo(2);
    assertThat(stage.left).hasValue(2);
    assertThat(rig.replies).hasValue(2);
  }

  @Test
  void neverRunsARequestThatWaitedPastItsDeadline() {
    rig.pool("p", PoolKind.PLATFORM, 1, 5)
        .stage("held", "p", 20_000, false)
        .stage("waiting", "p", 3_000, false)
        .start();
    Future<Message<Object>> held = rig.request("held", 1);
    assertThat(rig.failure("waiting", 2).failureCode()).isEqualTo(504);
    Stage.named("held").curtain.countDown();
    Stage.named("waiting").curtain.countDown();
    assertThat(Rig.done(held).body()).isEqualTo(1);
    assertThat(rig.answer("waiting", 3)).isEqualTo(3);
    assertThat(Stage.named("waiting").entered).hasValue(1);
    assertThat(rig.replies).hasValue(3);
  }

  @Test
  void aRequestThatWaitedPastItsDeadlineMakesRoomForAnother() {
    rig.pool("p", PoolKind.PLATFORM, 1, 1)
        .stage("occupied", "p", 20_000, false)
        .stage("brief", "p", 3_000, false)
        .stage("patient", "p", 20_000, false)
        .start();
    Future<Message<Object>> occupied = rig.request("occupied", 1);
    Future<Message<Object>> brief = rig.request("brief", 2);
    assertThat(rig.failure("patient", 3).failureCode()).isEqualTo(429);
    assertThat(Rig.failure(brief).failureCode()).isEqualTo(504);
    Future<Message<Object>> patient = rig.request("patient", 4);
    Stage.named("patient").curtain.countDown();
    Stage.named("occupied").curtain.countDown();
    assertThat(Rig.done(patient).body()).isEqualTo(4);
    assertThat(Rig.done(occupied).body()).isEqualTo(1);
  }

  @Test
  void anInterruptDoesNotReachTheNextRequestOfTheThread() {
    rig.pool("p", PoolKind.PLATFORM, 1, 500)
        .stage("late", "p", 1, true)
        .task("next", SampleTasks.Mirror.class, "p", 20_000)
        .start();
    Stage.named("late").curtain.countDown(); // so that the end and the deadline race
    for (int i = 0; i < 300; i++) {
      Future<Message<Object>> late = rig.request("late", i);
      JsonObject next = rig.object("next");
      assertThat(next.getBoolean("interrupted")).isFalse();
      Rig.eventually(late::isComplete);
    }
    assertThat(rig.replies).hasValue(600);
  }
}
