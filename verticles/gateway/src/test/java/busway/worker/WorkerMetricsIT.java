package busway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerMetricsIT {

  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void countsWhatRunsAndWhatWaits() {
    rig.pool("metered", PoolKind.PLATFORM, 2, 3).stage("counted", "metered", 20_000, false).start();
    for (int i = 0; i < 4; i++) {
      rig.request("counted", i);
    }
    Stage stage = Stage.named("counted");
    Rig.eventually(() -> stage.present.get() == 2);
    assertThat(rig.meter("worker_size", "metered")).isEqualTo(2);
    assertThat(rig.meter("worker_active", "metered")).isEqualTo(2);
    Rig.eventually(() -> rig.meter("worker_queue_size", "metered") == 2);
    stage.curtain.countDown();
    Rig.eventually(() -> rig.meter("worker_run_seconds_count", "metered") == 4);
    assertThat(rig.meter("worker_queue_seconds_count", "metered")).isEqualTo(4);
    Rig.eventually(() -> rig.meter("worker_active", "metered") == 0);
    assertThat(rig.meter("worker_queue_size", "metered")).isZero();
  }

  @Test
  void countsEachWayToFailOnce() {
    rig.pool("failing", PoolKind.PLATFORM, 1, 1)
        .stage("late", "failing", 100, false)
        .task("broken", SampleTasks.Throws.class, "failing", 20_000)
        .stage("endless", "failing", 20_000, false)
        .start(Duration.ofMillis(50));
    assertThat(rig.failure("broken", "exception").failureCode()).isEqualTo(500);
    assertThat(rig.failure("broken", "refusal").failureCode()).isEqualTo(400);
    assertThat(rig.failure("late", 1).failureCode()).isEqualTo(504);
    Future<Message<Object>> running = rig.request("endless", 1);
    Rig.eventually(() -> Stage.named("endless").present.get() == 1);
    Future<Message<Object>> waiting = rig.request("endless", 2);
    assertThat(rig.failure("endless", 3).failureCode()).isEqualTo(429);
    Rig.done(rig.stop());
    assertThat(Rig.failure(running).failureCode()).isEqualTo(503);
    assertThat(Rig.failure(waiting).failureCode()).isEqualTo(503);
    assertThat(rig.meter("worker_failed_total", "failing")).isEqualTo(1);
    assertThat(rig.meter("worker_timeouts_total", "failing")).isEqualTo(1);
    assertThat(rig.meter("worker_rejected_total", "failing")).isEqualTo(1);
    assertThat(rig.meter("worker_cancelled_total", "failing")).isEqualTo(2);
  }
}
