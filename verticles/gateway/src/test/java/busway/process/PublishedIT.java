package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.DeploymentStatus;
import busway.deploy.Deployments;
import busway.deploy.Loaders;
import busway.deploy.Threading;
import busway.deploy.VerticleConfig;
import busway.testing.TcpClient;
import busway.testing.Wait;
import busway.testing.WebSocketClient;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is published while the processes that hear it are replaced. */
final class PublishedIT {

  private static final int SWAPS = 8;
  private static final int INSTANCES = 2;
  private static final String NEWS = "py.news";

  /** Messages that nobody has heard yet: who hears may be slow, and is not to be cut off for it. */
  private static final int MOST_OPEN = 500;

  private final Workshop workshop = new Workshop();
  private final Map<Integer, ConcurrentLinkedQueue<String>> heard = new ConcurrentHashMap<>();
  private final AtomicInteger reports = new AtomicInteger();
  private final AtomicInteger published = new AtomicInteger();
  private final List<Thread> publishers = new ArrayList<>();
  private volatile boolean over;
  private Deployments deployments;

  @BeforeEach
  void deploy() {
    deployments =
        workshop.deployments(
            Loaders.inProcess(workshop.gateway.vertx(), getClass().getClassLoader(), List.of()));
    workshop
        .gateway
        .bus()
        .<JsonObject>consumer("heard", message -> note(message.body()))
        .completion()
        .await();
  }

  @AfterEach
  void close() throws Exception {
    over = true;
    Wait.on(deployments.close(Workshop.START_TIMEOUT));
    workshop.close();
  }

  private void note(JsonObject report) {
    heard
        .computeIfAbsent(report.getInteger("body"), number -> new ConcurrentLinkedQueue<>())
        .add(report.getString("by"));
    reports.incrementAndGet();
  }

  /** Tells of what it hears as the processes do. */
  public static final class Listener extends VerticleBase {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Override
    public io.vertx.core.Future<?> start() {
      String by = config().getInteger("version") + "." + NUMBERS.incrementAndGet() % INSTANCES;
      return vertx
          .eventBus()
          .consumer(
              NEWS,
              message ->
                  vertx
                      .eventBus()
                      .send("heard", new JsonObject().put("body", message.body()).put("by", by)))
          .completion();
    }
  }

  private static VerticleConfig version(int version, boolean inProcess) {
    Map<String, Object> config = new HashMap<>(Workshop.CONFIG);
    config.put("version", version);
    String main = inProcess ? Listener.class.getName() : Workshop.script("python3", "listener.py");
    return new VerticleConfig("listeners", main, INSTANCES, Threading.EVENT_LOOP, config);
  }

  private void publish(IntConsumer way) {
    publishers.add(
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over) {
                    if (published.get() - heard.size() < MOST_OPEN) {
                      way.accept(published.getAndIncrement());
                    }
                    LockSupport.parkNanos(500_000);
                  }
                }));
  }

  private void publishFromAllSides() {
    TcpClient tcp = workshop.gateway.tcp();
    WebSocketClient webSocket = workshop.gateway.webSocket();
    String frame = "{'type':'publish','address':'py.news','body':%d}";
    publish(number -> tcp.says(frame.formatted(number)));
    publish(number -> webSocket.says(frame.formatted(number)));
    // On a loop, for that can be waited for: a thread that is not let run in a send may be late.
    ContextInternal loop = ((VertxInternal) workshop.gateway.vertx()).createEventLoopContext();
    publish(number -> loop.runOnContext(ignored -> workshop.gateway.bus().publish(NEWS, number)));
  }

  private void publishMore() {
    int enough = published.get() + 100;
    Wait.until("more is published", () -> published.get() >= enough);
  }

  private void end() throws InterruptedException {
    over = true;
    for (Thread publisher : publishers) {
      publisher.join();
    }
  }

  @Test
  void reachesEachProcessOfOneVersionOnce() throws InterruptedException {
    Wait.on(deployments.deploy(version(0, false)));
    publishFromAllSides();
    for (int version = 1; version <= SWAPS; version++) {
      publishMore();
      VerticleConfig next = version(version, false);
      DeploymentStatus status = Wait.on(deployments.redeploy("listeners", config -> next));
      assertThat(status.addresses()).containsExactly(NEWS);
    }
    publishMore();
    end();
    expectEachOnce();
  }

  @Test
  void reachesEitherTheVerticlesOrTheProcessesThatReplaceThem() throws InterruptedException {
    Wait.on(deployments.deploy(version(0, true)));
    publishFromAllSides();
    for (int version = 1; version <= SWAPS; version++) {
      publishMore();
      VerticleConfig next = version(version, version % 2 == 0);
      Wait.on(deployments.redeploy("listeners", config -> next));
    }
    publishMore();
    end();
    expectEachOnce();
  }

  private void expectEachOnce() {
    int count = published.get();
    Wait.until("each is heard by all", () -> reports.get() >= INSTANCES * count);
    Wait.on(deployments.undeploy("listeners"));
    for (int number = 0; number < count; number++) {
      List<String> by = heard.get(number).stream().sorted().toList();
      String version = by.getFirst().split("\\.")[0];
      assertThat(by).as("who heard %d", number).containsExactly(version + ".0", version + ".1");
    }
  }
}
