package busway.worker;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A task that holds its threads until the test lets go, and tells what it saw. */
public final class Stage implements Task {

  private static final Map<String, Stage> STAGES = new ConcurrentHashMap<>();

  final CountDownLatch curtain = new CountDownLatch(1);
  final AtomicInteger entered = new AtomicInteger();
  final AtomicInteger left = new AtomicInteger();
  final AtomicInteger interrupted = new AtomicInteger();
  final AtomicInteger present = new AtomicInteger();
  final AtomicInteger mostPresent = new AtomicInteger();

  private final boolean stubborn;

  /** Made by the worker verticle; found by the test under its {@code name}. */
  public Stage(JsonObject config) {
    stubborn = config.getBoolean("stubborn", false);
    STAGES.put(config.getString("name"), this);
  }

  static Stage named(String name) {
    return Objects.requireNonNull(STAGES.get(name), name);
  }

  @Override
  public @Nullable Object run(TaskRequest request) throws InterruptedException {
    mostPresent.accumulateAndGet(present.incrementAndGet(), Math::max);
    entered.incrementAndGet();
    try {
      await();
      return request.body();
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      throw e;
    } finally {
      present.decrementAndGet();
      left.incrementAndGet();
    }
  }

  private void await() throws InterruptedException {
    boolean open = false;
    while (!open) {
      try {
        open = curtain.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        if (!stubborn) {
          throw e;
        }
      }
    }
  }
}
