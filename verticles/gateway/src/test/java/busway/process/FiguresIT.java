package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the metrics say of a process, beside what the system says. */
final class FiguresIT {

  private static final int HELD_BYTES = 200 << 20;
  private static final double CLOSE_PERCENT = 5;

  private final Workshop workshop = new Workshop();
  private ProcessInstance greedy;
  private Path proc;

  @BeforeEach
  void run() {
    greedy = workshop.run("greedy", Workshop.worker("py.greedy"), 1).getFirst();
    proc = Path.of("/proc", workshop.who("py.greedy").getInteger("pid").toString());
  }

  @AfterEach
  void close() throws Exception {
    workshop.close();
  }

  private long metric(String name) {
    return workshop.gateway.metric(name + "{child='0',verticle='greedy'}");
  }

  private long residentBytes() throws Exception {
    String status = Files.readString(proc.resolve("status"));
    int at = status.indexOf("VmRSS:") + 6;
    return Long.parseLong(status.substring(at, status.indexOf("kB", at)).strip()) << 10;
  }

  private double cpuSeconds() throws Exception {
    String stat = Files.readString(proc.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Stream.of(fields).skip(11).limit(4).mapToLong(Long::parseLong).sum() / 100.0;
  }

  @Test
  void itsMemoryAndItsCpuTimeAreThoseOfTheSystem() throws Exception {
    assertThat(metric("process_memory_bytes")).isBetween(1L << 20, 100L << 20);
    JsonObject hold = new JsonObject().put("do", "hold").put("bytes", HELD_BYTES);
    assertThat(Wait.on(workshop.ask("py.greedy", hold))).isEqualTo(HELD_BYTES);
    Wait.on(workshop.ask("py.greedy", new JsonObject().put("do", "spin").put("seconds", 1)));

    Wait.until("its memory is seen", () -> metric("process_memory_bytes") >= HELD_BYTES);
    assertThat(metric("process_memory_bytes"))
        .isCloseTo(residentBytes(), Percentage.withPercentage(CLOSE_PERCENT));
    Wait.until("its CPU time is seen", () -> greedy.cpuSeconds() >= 1);
    assertThat(greedy.cpuSeconds()).isBetween(1.0, cpuSeconds() + 0.02);
    assertThat(metric("process_up")).isEqualTo(1);
    assertThat(metric("process_cpu_seconds_total")).isPositive();
  }

  @Test
  void theCpuTimeOfAnEarlierRunIsKept() throws Exception {
    Wait.on(workshop.ask("py.greedy", new JsonObject().put("do", "spin").put("seconds", 0.5)));
    Wait.until("its CPU time is seen", () -> greedy.cpuSeconds() >= 0.5);
    double before = greedy.cpuSeconds();
    workshop.gateway.bus().send("py.greedy", new JsonObject().put("do", "exit").put("code", 1));
    workshop.gateway.expect("process_restarts_total{verticle='greedy'}", 1);
    Wait.until("it lives", greedy::alive);
    assertThat(metric("process_up")).isEqualTo(1);
    assertThat(greedy.cpuSeconds()).isGreaterThanOrEqualTo(before);
  }
}
