package busway.bench.stalls;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ways to hold an event loop up, each a method of its own. */
final class Way {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int BLOCK_BYTES = 64 << 10;
  private static final int KEPT_BLOCKS = 400;

  private final Vertx vertx;
  private final Object lock = new Object();
  private final Deque<byte[]> kept = new ArrayDeque<>();
  private long sum;

  Way(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Holds the loop up. */
  void go(String name, int ms) throws Exception {
    switch (name) {
      case "spin" -> spin(ms);
      case "sleep" -> sleep(ms);
      case "lock" -> lock(ms);
      case "join" -> join(ms);
      case "file" -> file(ms);
      case "allocate" -> allocate(ms);
      case "nested" -> new Layers.Outer(() -> spin(ms)).run();
      default -> throw new IllegalArgumentException(name);
    }
  }

  /** Computes for so much CPU time, however long that takes. */
  private void spin(int ms) {
    long endNs = THREADS.getCurrentThreadCpuTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (THREADS.getCurrentThreadCpuTime() < endNs) {
      for (int i = 0; i < 10_000; i++) {
        sum = sum * 31 + i;
      }
    }
  }

  private static void sleep(int ms) throws InterruptedException {
    Thread.sleep(ms);
  }

  /** Waits for a monitor that another thread has. */
  private void lock(int ms) throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    var unused =
        vertx.executeBlocking(
            () -> {
              synchronized (lock) {
                held.countDown();
                Thread.sleep(ms);
              }
              return null;
            },
            false);
    held.await();
    synchronized (lock) {
      sum++;
    }
  }

  /** Waits for what a worker does. */
  private void join(int ms) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    var unused =
        vertx.executeBlocking(
            () -> {
              Thread.sleep(ms);
              return done.complete(null);
            },
            false);
    done.join();
  }

  /** Writes a file to the disk again and again. */
  private static void file(int ms) throws IOException {
    Path path = Files.createTempFile("stalls", ".bin");
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      while (System.nanoTime() < endNs) {
        file.write(ByteBuffer.allocate(BLOCK_BYTES), 0);
        file.force(true);
      }
    } finally {
      Files.delete(path);
    }
  }

  /** Makes garbage, some of which lives for a while. */
  private void allocate(int ms) {
    long endNs = THREADS.getCurrentThreadCpuTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    for (int i = 0; i % 16 > 0 || THREADS.getCurrentThreadCpuTime() < endNs; i++) {
      kept.addLast(new byte[BLOCK_BYTES]);
      if (kept.size() > KEPT_BLOCKS) {
        sum += kept.removeFirst().length;
      }
    }
  }
}
