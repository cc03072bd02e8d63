package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A client that asks some addresses in turn at a steady rate, without waiting for answers, and
 * publishes to {@code heard} now and then.
 */
final class Asker implements AutoCloseable {

  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final int BATCH = 5;
  private static final int MOST_OPEN = 300;

  private final Book book = new Book();
  private final List<String> addresses;
  private final Sending sending;
  private final Receiving receiving;
  private final AutoCloseable connection;
  private final long batchNs;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread writer;
  private final AtomicInteger published = new AtomicInteger();
  private volatile boolean over;

  private interface Sending {
    void send(String frame) throws Exception;
  }

  private interface Receiving {
    String receive() throws Exception;
  }

  private interface Loop {
    void run() throws Exception;
  }

  private Asker(
      int perSecond,
      List<String> addresses,
      Sending sending,
      Receiving receiving,
      AutoCloseable connection) {
    this.addresses = addresses;
    this.sending = sending;
    this.receiving = receiving;
    this.connection = connection;
    this.batchNs = TimeUnit.SECONDS.toNanos(BATCH) / perSecond;
    this.writer = Thread.ofPlatform().daemon().start(() -> run(this::write));
    Thread.ofPlatform().daemon().start(() -> run(this::read));
  }

  /** Begins at once. */
  static Asker of(TcpClient client, int perSecond, List<String> addresses) {
    return new Asker(perSecond, addresses, client::send, client::receive, client);
  }

  /** Begins at once. */
  static Asker of(WebSocketClient client, int perSecond, List<String> addresses) {
    return new Asker(perSecond, addresses, client::send, client::receive, client);
  }

  private void run(Loop loop) {
    try {
      loop.run();
    } catch (Exception | AssertionError e) {
      if (!over) {
        failure.compareAndSet(null, e);
      }
    }
  }

  private void write() throws Exception {
    long nextNs = System.nanoTime();
    while (!over && !book.full(BATCH)) {
      batch();
      nextNs = Math.max(nextNs + batchNs, System.nanoTime() - 10 * batchNs);
      while (!over && (System.nanoTime() < nextNs || book.sent() - book.answered() > MOST_OPEN)) {
        LockSupport.parkNanos(100_000);
      }
    }
  }

  private void batch() throws Exception {
    int first = book.sent();
    book.send(first + BATCH);
    for (int i = first; i < first + BATCH; i++) {
      sending.send(
          "{\"type\":\"send\",\"address\":\"%s\",\"replyAddress\":\"r%d\",\"body\":%d}"
              .formatted(addresses.get(i % addresses.size()), i, i));
    }
    published.incrementAndGet();
    sending.send("{\"type\":\"publish\",\"address\":\"heard\",\"body\":1}");
  }

  private void read() throws Exception {
    while (!over || book.answered() < book.sent()) {
      book.note(receiving.receive());
    }
  }

  /** What was published so far. */
  int published() {
    return published.get();
  }

  /** What is sent from now on is answered by this version or a later one. */
  void onlyFrom(int version) {
    book.onlyFrom(version);
  }

  /** Waits until more is answered. */
  void awaitMore(int requests) {
    int enough = book.answered() + requests;
    Await.until(
        BOUND,
        requests + " more answers",
        () -> book.answered() >= enough || failure.get() != null);
  }

  /** Ends, waits for all answers, and fails if anything went wrong. */
  void end() throws InterruptedException {
    over = true;
    writer.join();
    Await.until(
        BOUND, "all is answered: " + this, () -> book.answered() >= book.sent() || failed());
    assertThat(failure.get()).isNull();
    assertThat(book.faults()).isEmpty();
  }

  private boolean failed() {
    return failure.get() != null;
  }

  @Override
  public String toString() {
    return book.answered() + " of " + book.sent() + ", " + book.faults();
  }

  @Override
  public void close() throws Exception {
    over = true;
    connection.close();
  }
}
