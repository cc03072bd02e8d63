package busway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a scrape tells of virtual threads, some of which behave badly. */
class VirtualThreadsTest {

  private static final String PINNED = "busway_virtual_thread_pinned_seconds";
  private static final String MOUNTED = "busway_virtual_threads{state=\"mounted\"}";
  private static final String QUEUED = "busway_virtual_threads{state=\"queued\"}";
  private static final String PARALLELISM = "busway_virtual_thread_parallelism";
  private static final int JAVA = Runtime.version().feature();
  private static final int PIN_MS = 60;
  private static final int WAITING = 7;

  private final GatewayMetrics metrics = new GatewayMetrics();
  private volatile boolean over;

  /** Initialised once, by a thread that the JVM cannot take off its carrier meanwhile. */
  private static final class SlowToInitialise {
    static {
      pause();
    }

    static void touch() {}
  }

  /** The same, for another test. */
  private static final class LaterToInitialise {
    static {
      pause();
    }

    static void touch() {}
  }

  @AfterEach
  void close() {
    over = true;
    metrics.close();
  }

  private static void pause() {
    try {
      Thread.sleep(PIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double value(String series) {
    return Scraped.of(metrics).values().getOrDefault(series, -1.0);
  }

  private double pins() {
    return value(PINNED + "_count");
  }

  private void record() {
    metrics.record();
    Wait.until("the recorder runs", () -> pins() == 0);
  }

  @Test
  void measuresAThreadThatWaitsWhereItCannotLeaveItsCarrier() throws Exception {
    record();
    Thread.ofVirtual().start(SlowToInitialise::touch).join();
    Wait.until("the pin is told of", () -> pins() > 0);

    Scraped scraped = Scraped.of(metrics);
    assertThat(scraped.value(PINNED + "_count")).isEqualTo(1);
    assertThat(scraped.value(PINNED + "_sum")).isGreaterThan(PIN_MS * 0.9e-3);
    assertThat(scraped.value(PINNED + "_bucket{le=\"0.05\"}")).isZero();
  }

  @Test
  void knowsThatASynchronizedBlockPinsBeforeJava24Only() throws Exception {
    record();
    Thread.ofVirtual().start(VirtualThreadsTest::pause).join();
    Thread.ofVirtual().start(this::pauseSynchronized).join();
    Thread.ofVirtual().start(LaterToInitialise::touch).join();
    int expected = JAVA < 24 ? 2 : 1;
    Wait.until("the last pin is told of", () -> pins() >= expected);

    assertThat(pins()).isEqualTo(expected);
  }

  private synchronized void pauseSynchronized() {
    pause();
  }

  @Test
  void doesNotTellOfPinsWhereNothingIsRecorded() {
    assertThat(Scraped.of(metrics).families()).doesNotContain(PINNED);
  }

  @Test
  void canBeClosedWhileTheRecorderIsSetUp() {
    metrics.record();
    metrics.close();

    assertThat(pins()).isLessThanOrEqualTo(0);
  }

  @Test
  void tellsHowManyThreadsRunAndHowManyWaitForACarrierWhereJavaKnows() throws Exception {
    int carriers = (int) value(PARALLELISM);
    assertThat(carriers > 0).isEqualTo(JAVA >= 24);

    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < carriers + WAITING; i++) {
      threads.add(Thread.ofVirtual().start(this::spin));
    }
    double mounted = carriers > 0 ? carriers : -1;
    double queued = carriers > 0 ? WAITING : -1;
    Wait.until("threads run", () -> value(MOUNTED) == mounted && value(QUEUED) == queued);
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
    double idle = carriers > 0 ? 0 : -1;
    Wait.until("no thread waits", () -> value(MOUNTED) <= 0 && value(QUEUED) == idle);
  }

  private void spin() {
    while (!over) {
      Thread.onSpinWait();
    }
  }
}
