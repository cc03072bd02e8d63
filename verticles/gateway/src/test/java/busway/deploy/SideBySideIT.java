package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.DeployException.Code;
import busway.testing.Wait;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What finishes at the same time: all deployments at the end, and versions that were replaced. */
class SideBySideIT {

  private static final int MANY = 100;
  private static final int DRAINS = 4;
  private static final String DRAINS_SEEN = "busway_deployment_drain_seconds_count";
  private static final Duration LONG = Duration.ofSeconds(60);

  private final List<Holder> made = new ArrayList<>();
  private final List<String> stopped = new ArrayList<>();
  private final Sender sender = new Sender("heir");
  private final Rig rig =
      new Rig(
          Rig.PATIENCE,
          new DeploymentsConfig(LONG, MANY, MANY, DRAINS, 1, 1_024, false),
          new FakeLoader("holder", config -> made(config.name())),
          new FakeLoader("sender", config -> sender));

  @AfterEach
  void close() throws Exception {
    all().forEach(Holder::answer);
    sender.goesOn.countDown();
    rig.close();
  }

  /** Answers at its address when it is told to; at {@code ADDRESS.now}, at once. */
  private final class Holder implements Deployable {

    private final String address;
    private final Queue<Message<Object>> asked = new ConcurrentLinkedQueue<>();

    Holder(String address) {
      this.address = address;
    }

    @Override
    public Future<?> deploy(Context context) {
      context.owner().eventBus().consumer(address + ".now", message -> message.reply("now"));
      return context.owner().eventBus().consumer(address, asked::add).completion();
    }

    @Override
    public Future<?> undeploy(Context context) {
      synchronized (made) {
        stopped.add(address);
      }
      return Future.succeededFuture();
    }

    void answer() {
      for (Message<Object> next = asked.poll(); next != null; next = asked.poll()) {
        next.reply("late");
      }
    }
  }

  private Holder made(String address) {
    Holder holder = new Holder(address);
    synchronized (made) {
      made.add(holder);
    }
    return holder;
  }

  @Test
  void aHundredFinishAtTheSameTimeAndStopInReverse() {
    List<String> names = IntStream.range(0, MANY).mapToObj(i -> "x" + i).toList();
    names.forEach(name -> rig.deploy(holder(name)));
    List<Future<Message<Object>>> replies = names.stream().map(this::ask).toList();
    Future<Void> closed = rig.deployments.close(LONG);
    Wait.until("all drain at once", () -> draining() == MANY);
    assertThat(rig.ask("x0.now")).isEqualTo("now");
    assertThat(rig.ask("x99.now")).isEqualTo("now");
    for (int i = 0; i < MANY; i++) {
      assertThat(closed.isComplete()).isFalse();
      all().get(i).answer(); // the last to be stopped is the first to have finished
      assertThat(Wait.on(replies.get(i)).body()).isEqualTo("late");
    }
    Wait.on(closed);
    assertThat(stopped()).containsExactlyElementsOf(names.reversed());
  }

  /** On a worker, takes its time and then sends something to {@code to}: the last thing it does. */
  private static final class Sender implements Deployable {

    private final String to;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    Sender(String to) {
      this.to = to;
    }

    @Override
    public Future<?> deploy(Context context) {
      return context.owner().eventBus().consumer("sender", message -> send(context)).completion();
    }

    private void send(Context context) {
      begun.countDown();
      try {
        goesOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      context.owner().eventBus().send(to, "last words");
    }

    @Override
    public Future<?> undeploy(Context context) {
      return Future.succeededFuture();
    }
  }

  @Test
  void whatOneSendsAnotherAsTheLastThingItDoesIsHandled() throws Exception {
    rig.deploy(new VerticleConfig("sender", "sender", 1, Threading.WORKER, Map.of()));
    rig.deploy(holder("busy"));
    rig.deploy(holder("heir"));
    Future<Message<Object>> reply = ask("busy");
    Future<Void> closed = rig.deployments.close(LONG);
    Wait.until("two have had nothing to do", () -> rig.exports(DRAINS_SEEN + " 2"));
    rig.vertx.eventBus().send("sender", null);
    assertThat(sender.begun.await(Wait.SECONDS, TimeUnit.SECONDS)).isTrue();
    all().getFirst().answer();
    Wait.on(reply);
    Wait.until("so has the third", () -> rig.exports(DRAINS_SEEN + " 3"));
    sender.goesOn.countDown();
    Wait.until("it is heard", () -> !all().getLast().asked.isEmpty());
    Wait.on(closed);
  }

  @Test
  void oneThatNeverFinishesIsGivenUpAndTheOthersHaveFinished() {
    rig.deploy(holder("a"));
    rig.deploy(holder("b"));
    Future<Message<Object>> hangs = ask("b");
    Future<Message<Object>> reply = ask("a");
    Future<Void> closed = rig.deployments.close(Duration.ofSeconds(4));
    all().getFirst().answer();
    assertThat(Wait.on(reply).body()).isEqualTo("late");
    Wait.on(closed);
    Wait.until("who awaited it is told", hangs::failed);
    assertThat(stopped()).containsExactly("b", "a");
  }

  @Test
  void aVersionServesAtOnceThoughTheOneBeforeTheLastHasNotFinished() {
    rig.deploy(holder("x"));
    List<Future<Message<Object>>> replies = new ArrayList<>();
    List<Future<DeploymentStatus>> changes = new ArrayList<>();
    for (int version = 2; version <= 4; version++) {
      replies.add(ask("x"));
      changes.add(redeploy(version));
    }
    assertThat(rig.find("x").pending()).isEqualTo(3);
    assertThat(rig.find("x").instances()).isEqualTo(1);
    assertThat(changes).noneMatch(Future::isComplete);
    assertThat(rig.scale("x", 2).instances()).isEqualTo(2);
    all().forEach(Holder::answer);
    replies.forEach(reply -> assertThat(Wait.on(reply).body()).isEqualTo("late"));
    changes.forEach(Wait::on);
    assertThat(rig.find("x").version()).isEqualTo(4);
    assertThat(rig.vertx.deploymentIDs()).hasSize(2);
  }

  @Test
  void versionsThatHaveNotFinishedAreBounded() {
    rig.deploy(holder("x"));
    for (int version = 2; version <= 1 + DRAINS; version++) {
      assertThat(ask("x").isComplete()).isFalse();
      redeploy(version);
    }
    DeployException refusal = Rig.refusal(rig.deployments.redeploy("x", config -> config));
    assertThat(refusal.code()).isEqualTo(Code.CONFLICT);
    assertThat(refusal)
        .hasMessage(
            "x: 4 versions before this one have not finished (expected: fewer than 4: deployments.max-drains)");
    assertThat(rig.exports("busway_deployment_drains 4.0")).isTrue();
    all().getFirst().answer();
    Wait.until("one has finished", () -> rig.find("x").pending() == DRAINS - 1);
    Wait.until("there is room", () -> stopped().size() == 1);
  }

  @Test
  void anUndeploymentWaitsForThemAll() {
    rig.deploy(holder("x"));
    Future<Message<Object>> reply = ask("x");
    redeploy(2);
    Future<DeploymentStatus> undeployed = rig.deployments.undeploy("x");
    Wait.until("the second has stopped", () -> stopped().size() == 1);
    assertThat(undeployed.isComplete()).isFalse();
    assertThat(rig.find("x").state()).isEqualTo(DeploymentState.DRAINING);
    all().getFirst().answer();
    assertThat(Wait.on(reply).body()).isEqualTo("late");
    Wait.on(undeployed);
    assertThat(rig.deployments.find("x")).isEmpty();
    assertThat(rig.vertx.deploymentIDs()).isEmpty();
  }

  private Future<DeploymentStatus> redeploy(int version) {
    Future<DeploymentStatus> change = rig.deployments.redeploy("x", config -> config);
    Wait.until(
        "version " + version, () -> change.isComplete() || rig.find("x").version() == version);
    return change;
  }

  private long draining() {
    return rig.deployments.list().stream()
        .filter(status -> status.state() == DeploymentState.DRAINING && status.pending() == 1)
        .count();
  }

  private Future<Message<Object>> ask(String address) {
    int before = asked();
    Future<Message<Object>> reply = rig.vertx.eventBus().request(address, null);
    Wait.until("it is asked", () -> asked() > before);
    return reply;
  }

  private int asked() {
    return all().stream().mapToInt(holder -> holder.asked.size()).sum();
  }

  private List<Holder> all() {
    synchronized (made) {
      return List.copyOf(made);
    }
  }

  private List<String> stopped() {
    synchronized (made) {
      return List.copyOf(stopped);
    }
  }

  private static VerticleConfig holder(String name) {
    return new VerticleConfig(name, "holder", 1, Threading.EVENT_LOOP, Map.of());
  }
}
