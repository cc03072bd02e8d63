package busway.bench;

import busway.loops.EventLoops;
import busway.loops.HandlerTimes;
import busway.loops.LoopTransport;
import busway.loops.TransportKind;
import busway.metrics.GatewayMetrics;
import busway.metrics.HandlersConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One message that an event loop sends to a consumer of its own, whose handler sends the next: what
 * it costs to time handlers is the difference.
 */
public class HandlerBenchmark extends Measured {

  private static final int MESSAGES = 10_000;
  private static final int TIMEOUT_S = 30;

  private final Bus plain = new Bus(false, 1);
  private final Bus sampled = new Bus(true, 64);
  private final Bus every = new Bus(true, 1);

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public Object plain() {
    return plain.deliver();
  }

  /** One message in 64, as shipped. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public Object oneIn64() {
    return sampled.deliver();
  }

  /** As while the loop is late. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public Object everyOne() {
    return every.deliver();
  }

  /** Ends the loops. */
  @TearDown
  public void close() {
    plain.close();
    sampled.close();
    every.close();
  }

  /** An event bus on one loop. */
  private static final class Bus {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final String ADDRESS = "self";

    private final GatewayMetrics metrics = new GatewayMetrics();
    private final Vertx vertx;
    private final EventLoops loops;
    private final Context context;
    private CompletableFuture<Integer> done = new CompletableFuture<>();
    private int left;

    /**
     * Starts one.
     *
     * @param sample one message in so many is timed
     */
    Bus(boolean timed, int sample) {
      LoopTransport transport = new LoopTransport(TransportKind.AUTO, true);
      VertxOptions options = new VertxOptions().setEventLoopPoolSize(1);
      vertx = transport.install(metrics.install(Vertx.builder().with(options))).build();
      loops = EventLoops.start(vertx, transport, Duration.ofMillis(10));
      HandlersConfig config = new HandlersConfig(timed, sample, NEVER, NEVER, NEVER, List.of(), 50);
      HandlerTimes.start(vertx, loops, metrics, config);
      context = vertx.getOrCreateContext();
      EventBus bus = vertx.eventBus();
      CompletableFuture<Object> registered = new CompletableFuture<>();
      context.runOnContext(
          start ->
              registered.complete(
                  bus.localConsumer(
                      ADDRESS,
                      message -> {
                        if (--left > 0) {
                          bus.send(ADDRESS, "");
                        } else {
                          done.complete(left);
                        }
                      })));
      registered.orTimeout(TIMEOUT_S, TimeUnit.SECONDS).join();
    }

    Integer deliver() {
      CompletableFuture<Integer> all = new CompletableFuture<>();
      context.runOnContext(
          start -> {
            done = all;
            left = MESSAGES;
            vertx.eventBus().send(ADDRESS, "");
          });
      return all.orTimeout(TIMEOUT_S, TimeUnit.SECONDS).join();
    }

    void close() {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(TIMEOUT_S, TimeUnit.SECONDS)
          .join();
      loops.close();
      metrics.close();
    }
  }
}
