package busway.testing;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Holds up its event loop in every way that there is. */
public final class StallingVerticle extends VerticleBase {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch release = new CountDownLatch(1);
  private volatile List<Object[]> live = List.of();
  private volatile Instant half = Instant.EPOCH;
  private volatile String loop = "";

  @Override
  public Future<?> start() {
    loop = Thread.currentThread().getName();
    vertx.eventBus().consumer("sleep", this::sleep);
    vertx.eventBus().consumer("spin", this::spin);
    vertx.eventBus().consumer("lock", this::lock);
    vertx.eventBus().consumer("wait", this::waitUntilReleased);
    return vertx.eventBus().consumer("collect", this::collect).completion();
  }

  private void sleep(Message<Integer> forMs) {
    try {
      Thread.sleep(forMs.body() / 2);
      half = Instant.now();
      Thread.sleep(forMs.body() - forMs.body() / 2);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    forMs.reply("slept");
  }

  private void spin(Message<Integer> forMs) {
    long beganNs = THREADS.getCurrentThreadCpuTime();
    long usedNs = 0;
    long wantedNs = forMs.body() * 1_000_000L;
    while (usedNs < wantedNs) {
      if (usedNs < wantedNs / 2) {
        half = Instant.now();
      }
      usedNs = THREADS.getCurrentThreadCpuTime() - beganNs;
    }
    forMs.reply("spun");
  }

  /** Wants a lock that another thread holds for so long. */
  private void lock(Message<Integer> forMs) {
    CountDownLatch held = new CountDownLatch(1);
    Thread.ofPlatform().daemon().start(() -> hold(forMs.body(), held));
    await(held);
    lock.lock();
    try {
      forMs.reply("locked");
    } finally {
      lock.unlock();
    }
  }

  private void hold(int ms, CountDownLatch held) {
    lock.lock();
    try {
      held.countDown();
      Thread.sleep(ms / 2);
      half = Instant.now();
      Thread.sleep(ms - ms / 2);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      lock.unlock();
    }
  }

  /** The loop that it holds up. */
  public String loop() {
    return loop;
  }

  /** About the middle of the last time that the loop was held up. */
  public Instant half() {
    return half;
  }

  private void waitUntilReleased(Message<Integer> message) {
    await(release);
    message.reply("released");
  }

  /** Ends the wait of those who sent to {@code wait}. */
  public void release() {
    release.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(Wait.SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("not in time");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes so many objects live, so that a collection takes its time. Not on the loop. */
  public void keep(int objects) {
    List<Object[]> kept = new ArrayList<>(objects);
    for (int i = 0; i < objects; i++) {
      kept.add(new Object[] {i == 0 ? null : kept.get(i / 2), new int[2]});
    }
    live = kept;
  }

  private void collect(Message<Integer> message) {
    System.gc();
    message.reply(live.size());
  }
}
