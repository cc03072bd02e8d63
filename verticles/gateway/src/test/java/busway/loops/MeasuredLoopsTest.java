package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import busway.metrics.ExpositionFormat;
import busway.metrics.GatewayMetrics;
import busway.testing.Wait;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The instruments in a Vert.x, on each transport. */
class MeasuredLoopsTest {

  private static final String TRANSPORTS = "busway.loops.Transports#here";
  private static final long MS = 1_000_000;

  private static final class Rig implements AutoCloseable {

    private final GatewayMetrics metrics = new GatewayMetrics();
    private final Vertx vertx;
    private final EventLoops loops;

    Rig(TransportKind kind, int count) {
      LoopTransport transport = new LoopTransport(kind, true);
      VertxOptions options = new VertxOptions().setEventLoopPoolSize(count);
      vertx = transport.install(Vertx.builder().with(options)).build();
      loops = EventLoops.start(vertx, transport, Duration.ofMillis(20));
      metrics.observe(transport.name(), loops);
    }

    LoopActivity activity() {
      return loops.activities().getFirst();
    }

    EventExecutor executor() {
      return ((VertxInternal) vertx).nettyEventLoopGroup().next();
    }

    String scrape() {
      return metrics.scrape(ExpositionFormat.PROMETHEUS);
    }

    @Override
    public void close() {
      loops.close();
      Wait.on(vertx.close());
      metrics.close();
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void everyLoopHasInstruments(TransportKind kind) {
    try (Rig rig = new Rig(kind, 3)) {
      assertThat(rig.loops.activities())
          .extracting(LoopActivity::name)
          .containsExactlyElementsOf(rig.loops.names());
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void theThreeStatesAddUpToTheTimeThatPasses(TransportKind kind) {
    try (Rig rig = new Rig(kind, 1)) {
      LoopActivity loop = rig.activity();
      long beforeNs = System.nanoTime();
      long sumBeforeNs = loop.pollNs() + loop.busyNs();
      long fromNs = System.nanoTime();
      Wait.until("ten iterations", () -> loop.iterations() > 10);
      long toNs = System.nanoTime();
      long sumAfterNs = loop.pollNs() + loop.busyNs();
      long afterNs = System.nanoTime();

      // a passage while the three are read is in two of them or in none: less than the reading took
      assertThat(sumAfterNs - sumBeforeNs)
          .isBetween(
              toNs - fromNs - 2 * (fromNs - beforeNs) - 2 * (afterNs - toNs),
              toNs - fromNs + 2 * (fromNs - beforeNs) + 2 * (afterNs - toNs));
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void aBlockIsTimeInTasksWhileItLasts(TransportKind kind) {
    try (Rig rig = new Rig(kind, 1)) {
      LoopActivity loop = rig.activity();
      CountDownLatch release = new CountDownLatch(1);
      rig.executor().execute(() -> await(release));
      try {
        Wait.until("a busy loop", () -> busyNs(loop) > 100 * MS);
        long iterations = loop.iterations();
        long tasksNs = loop.tasksNs();
        Wait.until("100 ms more", () -> loop.tasksNs() > tasksNs + 100 * MS);

        assertThat(loop.iterations()).isEqualTo(iterations);
        assertThat(rig.scrape())
            .contains("busway_eventloop_utilisation_ratio{loop=\"" + loop.name() + "\"}");
      } finally {
        release.countDown();
      }
      Wait.until("a loop that polls", () -> loop.busySinceNs() == 0);
      assertThat(loop.busy().sumNs()).isGreaterThan(200 * MS);
    }
  }

  private static long busyNs(LoopActivity loop) {
    long sinceNs = loop.busySinceNs();
    return sinceNs == 0 ? 0 : System.nanoTime() - sinceNs;
  }

  private static void await(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void theServingOfAConnectionIsIo(TransportKind kind) throws Exception {
    try (Rig rig = new Rig(kind, 1)) {
      LoopActivity loop = rig.activity();
      NetServer server = rig.vertx.createNetServer().connectHandler(MeasuredLoopsTest::slowly);
      Wait.on(server.listen(0, "localhost"));
      long before = loop.channels();
      long ioNs = loop.ioNs();
      long events = loop.events();
      try (var client = new java.net.Socket("localhost", server.actualPort())) {
        Wait.until("a channel", () -> loop.channels() == before + 1);
        client.getOutputStream().write(1);
        assertThat(client.getInputStream().read()).isEqualTo(1);
        Wait.until("its I/O", () -> loop.ioNs() - ioNs > 20 * MS);
        Wait.until("its events", () -> loop.events() > events);
      }
      Wait.until("no channel", () -> loop.channels() == before);
    }
  }

  private static void slowly(NetSocket socket) {
    socket.handler(
        bytes -> {
          long sinceNs = System.nanoTime();
          while (System.nanoTime() - sinceNs < 20 * MS) {
            Thread.onSpinWait();
          }
          socket.write(bytes);
        });
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void timersTellHowLateThePollWakes(TransportKind kind) {
    try (Rig rig = new Rig(kind, 1)) {
      rig.vertx.setPeriodic(2, id -> {});

      Wait.until("a timer", () -> rig.activity().pollDelay().sumNs() > 0);
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void onlyNioIsNotNative(TransportKind kind) {
    try (Rig rig = new Rig(kind, 1)) {
      assertThat(rig.vertx.isNativeTransportEnabled()).isEqualTo(kind != TransportKind.NIO);
      assertThat(rig.scrape()).containsPattern("build_info\\{.*transport=\"" + kind + "\"");
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void withoutInstrumentsVertxRunsOnTheTransportItself(TransportKind kind) {
    LoopTransport transport = new LoopTransport(kind, false);
    Vertx vertx = transport.install(Vertx.builder()).build();
    try (EventLoops loops = EventLoops.start(vertx, transport, Duration.ofMillis(20))) {
      assertThat(loops.activities()).isEmpty();
      assertThat(((VertxInternal) vertx).transport().getClass().getName())
          .startsWith("io.vertx.core.impl.transports.");
    } finally {
      Wait.on(vertx.close());
    }
  }
}
