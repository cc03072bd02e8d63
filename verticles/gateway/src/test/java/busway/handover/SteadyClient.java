package busway.handover;

import static java.nio.charset.StandardCharsets.UTF_8;

import busway.testing.TcpClient;
import busway.testing.Wait;
import busway.testing.WebSocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client that asks some addresses in turn, publishes to another, at a steady rate as long as the
 * machine keeps up, and keeps the book of every request: how often it was answered, and by which
 * version.
 */
public final class SteadyClient implements AutoCloseable {

  private static final int MOST = 200_000;

  /** All of a few clients at once are no more than a consumer's queue takes. */
  private static final int MOST_OPEN = 150;

  private static final int BATCH = 5;
  private static final Pattern FAILURE = Pattern.compile("\"address\":\"r(\\d+)\"");
  private static final Pattern ANSWER = Pattern.compile("\"address\":\"r(\\d+)\".*\"body\":(\\d+)");

  private final List<String> addresses;
  private final Consumer<List<String>> writing;
  private final Supplier<String> reading;
  private final long batchNs;
  private final AtomicIntegerArray answers = new AtomicIntegerArray(MOST);
  private final int[] versions = new int[MOST];
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger published = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final List<Integer> firstOfVersion = new ArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final Thread writer;
  private final Thread reader;
  private volatile boolean over;
  private volatile boolean allSent;

  private SteadyClient(
      int perSecond,
      List<String> addresses,
      Consumer<List<String>> writing,
      Supplier<String> reading) {
    this.addresses = addresses;
    this.writing = writing;
    this.reading = reading;
    this.batchNs = TimeUnit.SECONDS.toNanos(BATCH) / perSecond;
    this.writer = Thread.ofPlatform().name("steady-writer").start(() -> run(this::write));
    this.reader = Thread.ofPlatform().name("steady-reader").start(() -> run(this::read));
  }

  public static SteadyClient of(TcpClient client, int perSecond, List<String> addresses) {
    return new SteadyClient(
        perSecond,
        addresses,
        frames ->
            client.sends(
                WebSocketClient.concat(
                    frames.stream().map(TcpClient::frame).toArray(byte[][]::new))),
        client::next);
  }

  public static SteadyClient of(WebSocketClient client, int perSecond, List<String> addresses) {
    return new SteadyClient(
        perSecond,
        addresses,
        frames ->
            client.sends(
                WebSocketClient.concat(
                    frames.stream()
                        .map(frame -> WebSocketClient.frame(WebSocketClient.TEXT, frame))
                        .toArray(byte[][]::new))),
        () -> new String(client.next().payload(), UTF_8));
  }

  private void run(Runnable loop) {
    try {
      loop.run();
    } catch (RuntimeException | AssertionError e) {
      failure.compareAndSet(null, e);
    }
  }

  private void write() {
    long nextNs = System.nanoTime();
    while (!over && sent.get() + 2 * BATCH <= MOST) {
      writeBatch(false);
      nextNs = Math.max(nextNs + batchNs, System.nanoTime() - 10 * batchNs);
      while (!over && (System.nanoTime() < nextNs || sent.get() - answered.get() > MOST_OPEN)) {
        LockSupport.parkNanos(100_000);
      }
    }
    writeBatch(true);
  }

  private void writeBatch(boolean last) {
    int first = sent.get();
    List<String> frames = new ArrayList<>();
    for (int i = first; i < first + BATCH; i++) {
      frames.add(
          "{'type':'send','address':'%s','replyAddress':'r%d','body':%d}"
              .formatted(addresses.get(i % addresses.size()), i, i));
    }
    frames.add("{'type':'publish','address':'heard','body':1}");
    // Before they are written: a request that has a number from here on is sent later.
    sent.set(first + BATCH);
    published.incrementAndGet();
    allSent = last;
    writing.accept(frames);
  }

  private void read() {
    while (!allSent || answered.get() < sent.get()) {
      String frame = reading.get();
      Matcher answer = ANSWER.matcher(frame);
      if (frame.contains("\"err\"") || !answer.find()) {
        failed(frame);
      } else {
        int number = Integer.parseInt(answer.group(1));
        versions[number] = Integer.parseInt(answer.group(2));
        answers.incrementAndGet(number);
        answered.incrementAndGet();
      }
    }
  }

  private void failed(String frame) {
    errors.add(frame);
    Matcher failure = FAILURE.matcher(frame);
    if (failure.find()) {
      int number = Integer.parseInt(failure.group(1));
      versions[number] = Integer.MAX_VALUE;
      answers.incrementAndGet(number);
    }
    answered.incrementAndGet();
  }

  public int published() {
    return published.get();
  }

  public int answered() {
    return answered.get();
  }

  /** Waits until more is answered. */
  public void waitForMore(int requests) {
    int enough = answered.get() + requests;
    Wait.until(requests + " more answers", () -> answered.get() >= enough || failure.get() != null);
  }

  /** Ends, and waits for all answers. */
  public void end() throws InterruptedException {
    over = true;
    writer.join();
    try {
      Wait.until("all is answered", () -> answered.get() >= sent.get() || failure.get() != null);
    } catch (AssertionError e) {
      throw new AssertionError(
          faults() + ", versions from " + firstOfVersion + ", sent " + sent.get(), e);
    }
    if (failure.get() == null) {
      reader.join();
    }
  }

  /** The failures that were answered. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /** What went wrong: nothing, in the best case. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>(errors);
    faults.addAll(miscounts());
    return faults;
  }

  /** Requests that were not answered once, by a reply or a failure, or by too old a version. */
  public List<String> miscounts() {
    List<String> faults = new ArrayList<>();
    if (failure.get() != null) {
      faults.add(String.valueOf(failure.get()));
    }
    int oldest = 0;
    for (int i = 0; i < sent.get(); i++) {
      if (answers.get(i) != 1) {
        faults.add("request " + i + " was answered " + answers.get(i) + " times");
      }
      while (oldest < firstOfVersion.size() && firstOfVersion.get(oldest) <= i) {
        oldest++;
      }
      if (versions[i] < oldest) {
        faults.add("request " + i + ": version " + versions[i] + ", " + oldest + " was the oldest");
      }
    }
    return faults;
  }

  /** What is sent from now on is answered by one more version than before, or a later one. */
  public void onlyNewer() {
    firstOfVersion.add(sent.get());
  }

  @Override
  public void close() {
    over = true;
  }
}
