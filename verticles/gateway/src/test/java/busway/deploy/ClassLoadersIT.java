package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a verticle has done on Vert.x, nothing of its code stays when it is undeployed. */
class ClassLoadersIT {

  private static final int CYCLES = 200;

  /** Uses the bus, timers, worker threads, JSON mapping, resources, other verticles, and logs. */
  private static final String BUSY =
      """
      import io.vertx.core.*;
      import io.vertx.core.json.*;
      public class Main extends VerticleBase {
        public record Point(int x, int y) {}
        static final ThreadLocal<Main> LOCAL = new ThreadLocal<>();
        static final byte[] MEMORY = new byte[200_000];
        public static class Child extends VerticleBase {}
        @Override public Future<?> start() throws Exception {
          org.slf4j.LoggerFactory.getLogger(Main.class).debug("started");
          vertx.setPeriodic(1, id -> {});
          vertx.setTimer(60_000, id -> LOCAL.get());
          vertx.eventBus().registerDefaultCodec(Point.class, new Codec());
          JsonObject json = JsonObject.mapFrom(new Point(1, 2));
          Point point = json.mapTo(Point.class);
          var resource = Main.class.getClassLoader().getResource("Main.class");
          if (resource != null) resource.openStream().readAllBytes();
          try { Json.decodeValue("{", Point.class); } catch (DecodeException expected) { }
          return vertx.eventBus().<JsonObject>consumer("busy", m -> m.reply(json)).completion()
            .compose(v -> vertx.executeBlocking(() -> Thread.currentThread().getName()))
            .compose(v -> vertx.createSharedWorkerExecutor("users").executeBlocking(() -> 1))
            .compose(v -> vertx.deployVerticle(new Child()))
            .compose(v -> vertx.eventBus().request("busy", point == null ? "" : "x"))
            .eventually(() -> {
              vertx.eventBus().unregisterDefaultCodec(Point.class);
              return Future.succeededFuture();
            });
        }
        static class Codec implements io.vertx.core.eventbus.MessageCodec<Point, Point> {
          public void encodeToWire(io.vertx.core.buffer.Buffer buffer, Point point) {}
          public Point decodeFromWire(int pos, io.vertx.core.buffer.Buffer buffer) { return null; }
          public Point transform(Point point) { return point; }
          public String name() { return "point"; }
          public byte systemCodecID() { return -1; }
        }
      }
      """;

  @TempDir Path folder;
  private final Queue<WeakReference<ClassLoader>> loaders = new ConcurrentLinkedQueue<>();
  private final ClassLoader own = getClass().getClassLoader();
  private final Rig rig =
      new Rig(
          Rig.PATIENCE,
          DeploymentsConfig.DEFAULTS,
          watched(new JarLoader(own)),
          watched(new JavaSourceLoader(own, List.of())));

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource(Threading.class)
  void manyJarsLeaveNothing(Threading threading) throws IOException {
    Path jar =
        Code.jar(folder.resolve("x.jar"), Map.of("Main-Verticle", "Main"), Map.of("Main", BUSY));
    cycles(with(threading, jar), threading == Threading.EVENT_LOOP ? CYCLES : CYCLES / 4);
  }

  @Test
  void twoHundredSourcesLeaveNothing() throws IOException {
    cycles(with(Threading.EVENT_LOOP, Code.source(folder.resolve("x.java"), BUSY)), CYCLES);
  }

  @Test
  void manyRedeploymentsLeaveOneVersion() throws IOException {
    Path file = Code.source(folder.resolve("x.java"), BUSY);
    rig.deploy(with(Threading.WORKER, file));
    for (int i = 0; i < 25; i++) {
      rig.redeploy("x");
    }
    expectLeft(1);
  }

  @Test
  void thoseThatDoNotStartLeaveNothing() throws IOException {
    Path file =
        Code.source(
            folder.resolve("x.java"),
            BUSY.replace(
                    ".compose(v -> vertx.deployVerticle(new Child()))",
                    ".map(v -> { throw new Mine(); })")
                + "class Mine extends RuntimeException {}");
    for (int i = 0; i < 25; i++) {
      assertThat(Rig.refusal(rig.deployments.deploy(with(Threading.EVENT_LOOP, file))).line())
          .contains("did not start: " + file + ":")
          .endsWith(": Mine");
    }
    expectLeft(0);
  }

  private void cycles(VerticleConfig config, int cycles) {
    int classes = 0;
    for (int i = 0; i < cycles; i++) {
      if (i == 20) {
        expectLeft(0);
        classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
      }
      assertThat(rig.deploy(config).state()).isEqualTo(DeploymentState.RUNNING);
      rig.undeploy(config.name());
    }
    expectLeft(0);
    assertThat(loaders).hasSize(cycles);
    assertThat(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount())
        .isLessThan(classes + cycles);
  }

  private void expectLeft(int left) {
    Wait.until(
        left + " class loaders are left of " + loaders.size(),
        () -> {
          System.gc();
          return loaders.stream().filter(loader -> loader.get() != null).count() <= left;
        });
  }

  private static VerticleConfig with(Threading threading, Path file) {
    return new VerticleConfig("x", file.toString(), 1, threading, Map.of());
  }

  private Loader watched(Loader loader) {
    return new Loader() {
      @Override
      public boolean loads(String main) {
        return loader.loads(main);
      }

      @Override
      public Version load(VerticleConfig config) {
        Version version = loader.load(config);
        loaders.add(new WeakReference<>(version.classLoader()));
        return version;
      }
    };
  }
}
