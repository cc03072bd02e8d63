package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process that writes 10 MB of lines a second, and goes on with it. */
final class OutputFloodIT {

  private static final int POURED_BYTES = 30_000_000;
  private static final int MOST_HEAP_BYTES = 15_000_000;
  private static final int ASKED = 300;

  private final Workshop workshop = new Workshop();

  @AfterEach
  void close() throws Exception {
    workshop.close();
  }

  @Test
  void isReadInBoundedMemoryCountedAndHoldsNobodyUp() {
    workshop.run("pours", Workshop.worker("py.pours"), 1);
    workshop.gateway.bus().consumer("here", message -> message.reply(message.body()));
    long heapBytes = heapBytes();
    long beginNs = System.nanoTime();
    does("pour");
    for (int i = 0; i < ASKED; i++) {
      assertThat(Wait.on(workshop.ask("py.pours", i))).isEqualTo(i);
      assertThat(Wait.on(workshop.ask("here", i))).isEqualTo(i);
    }
    Wait.until("enough is written", () -> (int) does("poured") > 0, Workshop.PATIENCE);
    int lines = (int) does("poured");
    assertThat(100L * lines).isGreaterThanOrEqualTo(POURED_BYTES);
    Wait.until("each line is kept or counted", () -> kept().size() + dropped() == lines);
    long windows = 1 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beginNs) + 1;
    int mostLines = ProcessesConfig.DEFAULTS.maxLinesPerSecond();
    assertThat(kept()).hasSizeBetween(mostLines, (int) windows * mostLines);
    Wait.until("nothing else is kept", () -> heapBytes() < heapBytes + MOST_HEAP_BYTES);
  }

  private Object does(String what) {
    JsonObject body = new JsonObject().put("do", what).put("bytes", POURED_BYTES);
    return Wait.on(workshop.ask("py.pours", body));
  }

  private List<String> kept() {
    return workshop.lines.getOrDefault("pours", List.of()).stream()
        .filter(line -> line.startsWith("line "))
        .toList();
  }

  private long dropped() {
    return workshop.gateway.metric("process_log_dropped_total{verticle='pours'}");
  }

  private static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
