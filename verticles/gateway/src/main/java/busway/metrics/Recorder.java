package busway.metrics;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is measured by the JVM's flight recorder, if that is asked for and the JVM has one. From any
 * thread.
 */
final class Recorder implements MeterSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private volatile @Nullable PinnedThreads pinned;
  private volatile boolean closed;

  /** Begins, on a thread of its own: the recorder takes a while to be set up. */
  void start() {
    Thread.ofPlatform().name("busway-recorder").daemon().start(this::run);
  }

  /** A JVM may be built without the recorder, or have no folder that it can write to. */
  private void run() {
    try (PinnedThreads threads = new PinnedThreads()) {
      pinned = threads;
      if (!closed) {
        threads.run();
      }
    } catch (LinkageError | RuntimeException e) {
      pinned = null;
      if (!closed) {
        LOG.info("no flight recorder, so pinned virtual threads are not measured: {}", reason(e));
      }
    }
  }

  private static String reason(Throwable e) {
    return e instanceof LinkageError ? "this Java is without it" : String.valueOf(e.getMessage());
  }

  @Override
  public void sample(Samples samples) {
    PinnedThreads now = pinned;
    if (now != null) {
      now.sample(samples);
    }
  }

  @Override
  public void close() {
    closed = true;
    PinnedThreads now = pinned;
    if (now != null) {
      now.close();
    }
  }
}
