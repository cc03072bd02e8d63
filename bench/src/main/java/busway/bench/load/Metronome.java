package busway.bench.load;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Sends what is due, on the event loop, until it is stopped. */
final class Metronome {

  private static final long SHORTEST_WAIT_NS = 50_000;

  private final EventLoop loop;
  private final Outbox outbox;
  private final LongConsumer send;
  private final Pacer pacer;
  private boolean running = true;

  Metronome(EventLoop loop, Outbox outbox, double perSecond, LongConsumer send) {
    this.loop = loop;
    this.outbox = outbox;
    this.send = send;
    this.pacer = new Pacer(perSecond, System.nanoTime());
  }

  void stop() {
    running = false;
  }

  void tick() {
    if (!running) {
      return;
    }
    long nowNs = System.nanoTime();
    while (pacer.due(nowNs)) {
      send.accept(pacer.take());
    }
    outbox.flush();
    long waitNs = Math.max(SHORTEST_WAIT_NS, pacer.nextNs() - System.nanoTime());
    loop.schedule(this::tick, waitNs, TimeUnit.NANOSECONDS);
  }
}
