package busway.bench.stalls;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a thread did from the making of this until now, by its own clocks. */
final class Truth {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Path SCHEDSTAT = Path.of("/proc/thread-self/schedstat");

  private final Instant began = Instant.now();
  private final long beganNs = System.nanoTime();
  private final long beganCpuNs = cpuNs();
  private final long beganQueuedNs = queuedNs();

  /** CPU time of this thread. */
  private static long cpuNs() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Time that this thread has waited for a CPU. */
  private static long queuedNs() {
    try {
      return Long.parseLong(Files.readString(SCHEDSTAT).split(" ")[1]);
    } catch (IOException elsewhere) {
      return 0;
    }
  }

  /** Until now. */
  JsonObject json() {
    return new JsonObject()
        .put("loop", Thread.currentThread().getName())
        .put("beganUs", ChronoUnit.MICROS.between(Instant.EPOCH, began))
        .put("wallMs", (System.nanoTime() - beganNs) / 1e6)
        .put("cpuMs", (cpuNs() - beganCpuNs) / 1e6)
        .put("queuedMs", (queuedNs() - beganQueuedNs) / 1e6);
  }
}
