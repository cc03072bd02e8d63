package busway.metrics;

import java.time.Duration;
import java.util.List;
import jdk.jfr.consumer.RecordingStream;

/**
 * How long virtual threads that waited kept their carrier from running others, as the JVM's flight
 * recorder tells about a second later. Each event has held a carrier for {@link #SHORTEST} or more,
 * which bounds their number.
 */
final class PinnedThreads implements MeterSource, AutoCloseable {

  static final Duration SHORTEST = Duration.ofMillis(1);

  private static final String EVENT = "jdk.VirtualThreadPinned";

  private final LoopHistogram pinned = new LoopHistogram(); // written by the thread in run
  private final RecordingStream stream = new RecordingStream();
  private volatile boolean recording;

  /** Records until it is closed. */
  void run() {
    stream.enable(EVENT).withThreshold(SHORTEST).withoutStackTrace();
    stream.setOrdered(false);
    stream.onEvent(EVENT, event -> pinned.record(event.getDuration().toNanos()));
    stream.onFlush(() -> recording = true);
    stream.start();
  }

  @Override
  public void sample(Samples samples) {
    if (recording) {
      samples.add(Meter.VIRTUAL_THREAD_PINNED, List.of(pinned));
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
