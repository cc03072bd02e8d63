package busway.bench;

import io.netty.channel.EventLoop;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Frames that are sent on an event loop, a burst at a time as a socket would bring them: the next
 * burst begins when everything that the last one caused was heard.
 *
 * <p>{@link #measure} belongs to the thread of the benchmark, the rest to the loop.
 */
final class Bursts {

  /** How many frames one {@link #measure} sends. */
  static final int FRAMES = 256;

  private static final int BURST = 32;
  private static final int TIMEOUT_S = 30;

  private final EventLoop loop;
  private final int heardPerFrame;
  private final Runnable next = this::next;
  private final Semaphore done = new Semaphore(0);
  private Runnable send = () -> {};
  private int unsent;
  private int unheard;
  private long heardBytes;

  /**
   * Makes bursts that send nothing yet.
   *
   * @param heardPerFrame how often {@link #heard} is told of one frame
   */
  Bursts(EventLoop loop, int heardPerFrame) {
    this.loop = loop;
    this.heardPerFrame = heardPerFrame;
  }

  /** Says how one frame is sent. */
  void sending(Runnable sendsOne) {
    send = sendsOne;
  }

  /** Notes that one client heard what one frame caused. */
  void heard(int bytes) {
    heardBytes += bytes;
    if (--unheard > 0) {
      return;
    }
    if (unsent > 0) {
      loop.execute(next);
    } else {
      done.release();
    }
  }

  /** Sends all frames and waits until they were heard: so many bytes. */
  long measure() throws InterruptedException {
    unsent = FRAMES;
    heardBytes = 0;
    loop.execute(next);
    if (!done.tryAcquire(TIMEOUT_S, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not heard within " + TIMEOUT_S + " s: " + unheard);
    }
    return heardBytes;
  }

  private void next() {
    unsent -= BURST;
    unheard = BURST * heardPerFrame;
    for (int i = 0; i < BURST; i++) {
      send.run();
    }
  }
}
