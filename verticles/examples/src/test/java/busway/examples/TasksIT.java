package busway.examples;

import static io.vertx.core.ThreadingModel.EVENT_LOOP;
import static org.assertj.core.api.Assertions.assertThat;

import busway.metrics.GatewayMetrics;
import busway.worker.PoolConfig;
import busway.worker.PoolKind;
import busway.worker.TaskConfig;
import busway.worker.WorkerVerticle;
import busway.worker.WorkersConfig;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksIT {

  @TempDir private Path directory;
  private final Bus bus = new Bus();
  private final GatewayMetrics metrics = new GatewayMetrics();

  @AfterEach
  void close() {
    bus.close();
    metrics.close();
  }

  private void run(String address, Class<?> main, int timeoutMs, Map<String, Object> config) {
    TaskConfig task = new TaskConfig(main.getName(), "pool", Duration.ofMillis(timeoutMs), config);
    WorkersConfig workers =
        new WorkersConfig(
            Map.of("pool", new PoolConfig(PoolKind.PLATFORM, 1, 10)), Map.of(address, task));
    Bus.done(
        bus.vertx.deployVerticle(
            new WorkerVerticle(
                workers, getClass().getClassLoader(), metrics, Duration.ofSeconds(1))));
  }

  @Test
  void digestsAFileOverTheBus() throws Exception {
    Files.writeString(directory.resolve("abc.txt"), "abc");
    run("file.digest", FileDigestTask.class, 20_000, Map.of("directory", directory.toString()));
    JsonObject answer =
        (JsonObject) bus.answer("file.digest", new JsonObject().put("file", "abc.txt"));
    assertThat(answer.getString("hex")).startsWith("ba7816bf8f01cfea");
    bus.fails(
        "file.digest",
        new JsonObject().put("file", "../x"),
        403,
        "file: ../x (expected: a path without ..)");
  }

  @Test
  void aLongComputationEndsAtItsDeadlineAndGivesItsThreadBack() {
    run("primes", PrimesTask.class, 300, Map.of("max", 1_000_000_000_000L));
    bus.fails(
        "primes",
        new JsonObject().put("limit", 1_000_000_000_000L),
        504,
        "primes: no answer within 300ms; ask for less, retry later, or raise"
            + " workers.tasks.primes.timeout");
    JsonObject answer = (JsonObject) bus.answer("primes", new JsonObject().put("limit", 1_000));
    assertThat(answer.getInteger("count")).isEqualTo(168);
  }

  @Test
  void verticlesAndTasksShareTheBus() {
    bus.deploy(EchoVerticle.class, EVENT_LOOP, 1, new JsonObject());
    run("primes", PrimesTask.class, 20_000, Map.of());
    assertThat(bus.answer("echo", 1)).isEqualTo(1);
    assertThat(bus.answer("primes", new JsonObject().put("nth", 6)))
        .isEqualTo(new JsonObject().put("nth", 6L).put("prime", 13L));
  }
}
