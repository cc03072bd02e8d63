package busway.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.bus.Bodies;
import busway.bus.ClientBus;
import busway.bus.RawBody;
import busway.bus.RawBodyCodec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerVerticleIT {

  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void repliesWithWhatTheTaskReturns() {
    rig.pool("p", PoolKind.PLATFORM, 2, 10).task("t", SampleTasks.Returns.class, "p", 20_000);
    rig.start();
    assertThat(rig.answer("t", "null")).isNull();
    assertThat(rig.answer("t", "string")).isEqualTo("s");
    assertThat(rig.answer("t", "boolean")).isEqualTo(true);
    assertThat(rig.answer("t", "integer")).isEqualTo(7);
    assertThat(rig.answer("t", "long")).isEqualTo(Long.MAX_VALUE);
    assertThat(rig.answer("t", "double")).isEqualTo(1.5);
    assertThat(rig.answer("t", "decimal")).isEqualTo(new BigDecimal("1.50"));
    assertThat(rig.answer("t", "object")).isEqualTo(new JsonObject().put("a", 1));
    assertThat(rig.answer("t", "array")).isEqualTo(new JsonArray().add(1));
    assertThat(rig.answer("t", "map")).isEqualTo(new JsonObject("{\"a\":{\"b\":[1,{}]}}"));
    assertThat(rig.answer("t", "list")).isEqualTo(new JsonArray().add(1).addNull().add("x"));
    assertThat(rig.answer("t", "buffer")).isEqualTo(Buffer.buffer("bytes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "file in object", "file in map", "number keys", "nan", "atomic"})
  void refusesResultsThatAreNotJson(String kind) {
    rig.pool("p", PoolKind.PLATFORM, 2, 10).task("t", SampleTasks.Returns.class, "p", 20_000);
    rig.start();
    ReplyException failure = rig.failure("t", kind);
    assertThat(failure.failureCode()).isEqualTo(500);
    assertThat(failure.getMessage()).startsWith("t: the task failed: ").doesNotContain("secret");
    assertThat(rig.answer("t", "integer")).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"b\":1.50,\"a\":[ 12345678901234567890 ]}", "[1.50]"})
  void aBodyThatTheTaskDoesNotTouchIsRepliedByteForByte(String json) {
    ClientBus unused = new ClientBus(rig.vertx, true);
    rig.pool("p", PoolKind.PLATFORM, 2, 10).task("t", SampleTasks.Echo.class, "p", 20_000).start();
    Message<Object> reply =
        Rig.done(
            rig.vertx
                .eventBus()
                .request(
                    "t",
                    new RawBody(json.getBytes(UTF_8)),
                    new DeliveryOptions().setCodecName(RawBodyCodec.NAME)));
    assertThat(Bodies.json(reply)).asString(UTF_8).isEqualTo(json);
  }

  @Test
  void tellsTheTaskWhatItWasAsked() {
    rig.pool("p", PoolKind.PLATFORM, 2, 10).task("t", SampleTasks.Mirror.class, "p", 20_000);
    rig.start();
    JsonObject seen = rig.object("t");
    assertThat(seen.getString("address")).isEqualTo("t");
    assertThat(seen.getString("header")).isEqualTo("v");
    assertThat(seen.getLong("leftMs")).isBetween(1L, 20_000L);
    assertThat(seen.getBoolean("cancelled")).isFalse();
    assertThat(seen.getString("thread")).isEqualTo("busway-worker-p-1");
    assertThat(seen.getBoolean("virtual")).isFalse();
  }

  @Test
  void runsTasksOnVirtualThreadsWhereThePoolSaysSo() {
    rig.pool("v", PoolKind.VIRTUAL, 2, 10).task("t", SampleTasks.Mirror.class, "v", 20_000);
    rig.start();
    JsonObject seen = rig.object("t");
    assertThat(seen.getString("thread")).isEqualTo("busway-worker-v-1");
    assertThat(seen.getBoolean("virtual")).isTrue();
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void answersTenThousandRequests(PoolKind kind) {
    rig.pool("p", kind, 4, 500).task("t", SampleTasks.Echo.class, "p", 20_000).start();
    int answered = 0;
    while (answered < 10_000) {
      List<Future<Message<Object>>> window = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        window.add(rig.request("t", answered + i));
      }
      for (Future<Message<Object>> request : window) {
        assertThat(Rig.done(request).body()).isEqualTo(answered++);
      }
    }
    assertThat(rig.replies).hasValue(10_000);
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void failsAtOnceWhenTheQueueIsFull(PoolKind kind) {
    rig.pool("p", kind, 2, 3).stage("full", "p", 20_000, false).start();
    List<Future<Message<Object>>> accepted = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      accepted.add(rig.request("full", i));
    }
    ReplyException failure = rig.failure("full", 5);
    assertThat(failure.failureCode()).isEqualTo(WorkerFailure.QUEUE_FULL.code());
    assertThat(failure.getMessage())
        .isEqualTo("full: pool p is full (2 may run, 3 may wait); retry later");
    Stage.named("full").curtain.countDown();
    for (int i = 0; i < 5; i++) {
      assertThat(Rig.done(accepted.get(i)).body()).isEqualTo(i);
    }
    assertThat(rig.replies).hasValue(6);
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void neverRunsMoreThanTheSizeOfThePoolAtOnce(PoolKind kind) {
    rig.pool("p", kind, 3, 500).stage("bound", "p", 20_000, false).start();
    List<Future<Message<Object>>> requests = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      requests.add(rig.request("bound", i));
    }
    Stage stage = Stage.named("bound");
    Rig.eventually(() -> stage.present.get() == 3);
    stage.curtain.countDown();
    requests.forEach(Rig::done);
    assertThat(stage.entered).hasValue(400);
    assertThat(stage.mostPresent).hasValue(3);
  }

  @Test
  void runsATaskForASendThatWantsNoReply() {
    rig.pool("p", PoolKind.PLATFORM, 1, 1).stage("sent", "p", 20_000, false).start();
    rig.vertx.eventBus().send("sent", "x");
    Stage stage = Stage.named("sent");
    stage.curtain.countDown();
    Rig.eventually(() -> stage.left.get() == 1);
    assertThat(rig.replies).hasValue(0);
  }

  @Test
  void doesNotStartWithATaskThatCannotBeMade() {
    rig.pool("p", PoolKind.PLATFORM, 1, 1).task("t", SampleTasks.Unmakeable.class, "p", 1_000);
    assertThatThrownBy(rig::start)
        .hasMessageStartingWith("workers.tasks.t.main: busway.worker.SampleTasks$Unmakeable (exp");
  }
}
