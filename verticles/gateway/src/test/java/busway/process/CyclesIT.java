package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.Deployments;
import busway.deploy.Threading;
import busway.deploy.VerticleConfig;
import busway.testing.Wait;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Processes that come and go. {@code -Dbusway.cycles=200} has them do so oftener, with a quarter as
 * many redeployments.
 */
final class CyclesIT {

  private static final int CYCLES = Integer.getInteger("busway.cycles", 8);
  private static final int WARM_UP = 4;
  private static final long MAX_HEAP_BYTES = 4L << 20;

  private final Workshop workshop = new Workshop();
  private final Deployments deployments = workshop.deployments();

  @AfterEach
  void close() throws Exception {
    Wait.on(deployments.close(Workshop.START_TIMEOUT));
    workshop.close();
  }

  /** What a process could leave behind. */
  private record Held(long files, long threads, long children) {

    static Held now() {
      return new Held(
          entries(Path.of("/proc/self/fd")),
          readers(),
          ProcessHandle.current().descendants().count());
    }

    private static long entries(Path folder) {
      try (Stream<Path> entries = Files.list(folder)) {
        return entries.count();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    boolean within(Held before) {
      return files <= before.files && threads <= before.threads && children <= before.children;
    }
  }

  private void cycle() {
    Wait.on(deployments.deploy(config()));
    Wait.on(workshop.ask("py.cycle", 1));
    Wait.on(deployments.undeploy("cycle"));
  }

  private static VerticleConfig config() {
    return new VerticleConfig(
        "cycle", Workshop.worker("py.cycle"), 1, Threading.EVENT_LOOP, Workshop.CONFIG);
  }

  private static long heapBytes() {
    LongSupplier used = () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.gc();
    long least = used.getAsLong();
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, used.getAsLong());
    }
    return least;
  }

  @Test
  void nothingIsLeftOfProcessesThatCameAndWent(TestReporter reporter) {
    for (int i = 0; i < WARM_UP; i++) {
      cycle();
    }
    settle();
    Held before = Held.now();
    long heapBefore = heapBytes();
    for (int i = 0; i < CYCLES; i++) {
      cycle();
    }
    expectNoMoreThan(before);
    expectHeap(reporter, "cycles: " + CYCLES + ", " + before + " before, ", heapBefore);
  }

  @Test
  void nothingIsLeftOfProcessesThatWereReplaced(TestReporter reporter) {
    Wait.on(deployments.deploy(config()));
    for (int i = 0; i < WARM_UP; i++) {
      redeploy();
    }
    settle();
    Held before = Held.now();
    long heapBefore = heapBytes();
    for (int i = 0; i < CYCLES / 4; i++) {
      redeploy();
    }
    expectNoMoreThan(before);
    expectHeap(reporter, "redeployments: " + CYCLES / 4 + ", " + before + " before, ", heapBefore);
  }

  private static void expectNoMoreThan(Held before) {
    try {
      Wait.until("nothing more is held", () -> Held.now().within(before));
    } catch (AssertionError e) {
      throw new AssertionError(Held.now() + ", before " + before, e);
    }
  }

  private void redeploy() {
    Wait.on(deployments.redeploy("cycle", config -> config));
    Wait.on(workshop.ask("py.cycle", 1));
  }

  /** What belongs to the last one that has ended goes a moment after it. */
  private static void settle() {
    Wait.until("no reader is left", () -> readers() <= 3);
  }

  /** Threads that read the output of processes and await their end. */
  private static long readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("python3-") || name.startsWith("process-"))
        .count();
  }

  private static void expectHeap(TestReporter reporter, String what, long before) {
    long grownBytes = heapBytes() - before;
    reporter.publishEntry(what + Held.now() + " after", "heap grown by " + grownBytes + " bytes");
    assertThat(grownBytes).isLessThan(MAX_HEAP_BYTES);
  }
}
