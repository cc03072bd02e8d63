package busway.testing;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpServerRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds up its event loop in every place that there is, for as many milliseconds as a message says.
 */
public final class PlacesVerticle extends VerticleBase {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Object lock = new Object();
  private volatile int port;

  @Override
  public Future<?> start() {
    int startMs = config().getInteger("start-ms", 0);
    if (startMs > 0) {
      starting(startMs);
    }
    var bus = vertx.eventBus();
    bus.consumer("inner", message -> message.reply(0));
    bus.consumer("reply", this::reply);
    bus.consumer("timer", this::timer);
    bus.consumer("future", this::future);
    bus.consumer("ordered", this::ordered);
    bus.consumer("locked", this::locked);
    bus.consumer("collecting", this::collecting);
    bus.consumer("both", this::both);
    return vertx
        .createHttpServer()
        .requestHandler(PlacesVerticle::http)
        .listen(0, "127.0.0.1")
        .onSuccess(server -> port = server.actualPort());
  }

  private static void starting(int ms) {
    Wait.passed(ms).join();
  }

  private static void http(HttpServerRequest request) {
    Wait.passed(40).join();
    request.response().end();
  }

  /** Of its HTTP server, whose handler takes 40 ms. */
  public int port() {
    return port;
  }

  private void reply(Message<Integer> message) {
    vertx
        .eventBus()
        .request("inner", 0)
        .onSuccess(
            inner -> {
              Wait.passed(message.body()).join();
              message.reply(0);
            });
  }

  private void timer(Message<Integer> message) {
    vertx.setTimer(
        1,
        id -> {
          Wait.passed(message.body()).join();
          message.reply(0);
        });
  }

  private void future(Message<Integer> message) {
    vertx
        .timer(1)
        .onComplete(
            done -> {
              Wait.passed(message.body()).join();
              message.reply(0);
            });
  }

  private void ordered(Message<Integer> message) {
    vertx
        .executeBlocking(
            () -> {
              Wait.passed(message.body()).join();
              return 0;
            },
            true)
        .onSuccess(message::reply);
  }

  private void both(Message<Integer> message) {
    Wait.passed(message.body()).join();
  }

  private void locked(Message<Integer> message) {
    CountDownLatch held = new CountDownLatch(1);
    var unused = vertx.executeBlocking(() -> hold(message.body(), held), false);
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    synchronized (lock) {
      message.reply(0);
    }
  }

  private int hold(int ms, CountDownLatch held) {
    synchronized (lock) {
      held.countDown();
      Wait.passed(ms).join();
      return ms;
    }
  }

  /** Computes for so long, with a collection in the middle. */
  private void collecting(Message<Integer> message) {
    long wantedNs = TimeUnit.MILLISECONDS.toNanos(message.body());
    long beganNs = THREADS.getCurrentThreadCpuTime();
    boolean collected = false;
    long usedNs = 0;
    while (usedNs < wantedNs) {
      if (!collected && usedNs > wantedNs / 2) {
        collected = true;
        System.gc();
      }
      usedNs = THREADS.getCurrentThreadCpuTime() - beganNs;
    }
    message.reply(0);
  }
}
