package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fifty deployments at once, every fifth of which hangs or throws as it starts. */
class BadNeighboursIT {

  private static final int ALL = 50;
  private static final int GOOD = ALL - ALL / 5;
  private static final int THROW = 5;
  private static final List<Class<? extends Deployable>> BAD =
      List.of(
          Samples.Hanging.class,
          Samples.BadStart.class,
          Samples.Blocking.class,
          Samples.HangingConstructor.class,
          Samples.BadConstructor.class,
          Samples.Hanging.class,
          Samples.FailedStart.class,
          Samples.HangingConstructor.class,
          Samples.BadStart.class,
          Samples.BadConstructor.class);

  private final Rig rig = new Rig();
  private final Map<String, Future<DeploymentStatus>> starts = new TreeMap<>();

  @BeforeEach
  void forget() {
    Samples.EVENTS.clear();
    Samples.Blocking.reset();
  }

  @AfterEach
  void close() throws Exception {
    Samples.Blocking.release();
    rig.close();
  }

  /** Answers at the address that is its name. */
  public static final class Answering extends VerticleBase {
    @Override
    public Future<?> start() {
      String address = config().getString("id");
      return vertx.eventBus().consumer(address, m -> m.reply(address)).completion();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Threading.class,
      names = {"WORKER", "VIRTUAL_THREAD"})
  void theOthersStartAndServeMeanwhile(Threading threading) {
    rig.deploy(good("before"));
    startAll(threading);
    awaits("all good ones run", () -> count(DeploymentState.RUNNING) == GOOD + 1);
    awaits("those that throw have failed", () -> count(DeploymentState.FAILED) == THROW);
    starts.keySet().forEach(name -> assertThat(rig.ask(name)).isEqualTo(name));
    assertThat(rig.ask("before")).isEqualTo("before");
    assertThat(count(DeploymentState.STARTING)).isEqualTo(ALL - GOOD - THROW);
    assertThat(Samples.EVENTS).contains("blocks");
    assertThat(rig.deployments.list())
        .filteredOn(status -> status.state() == DeploymentState.FAILED)
        .allMatch(status -> status.reason().contains("IllegalState") || unsupported(status));
  }

  private static boolean unsupported(DeploymentStatus status) {
    return status.reason().endsWith("UnsupportedOperationException");
  }

  @Test
  void anEventLoopThatIsBlockedHoldsUpItsOwnAndNoOther() {
    startAll(Threading.EVENT_LOOP);
    awaits("one loop is blocked", () -> Samples.EVENTS.contains("blocks"));
    awaits("those of the other one run", () -> count(DeploymentState.RUNNING) >= GOOD / 4);
    Samples.Blocking.release();
    awaits("all good ones run", () -> count(DeploymentState.RUNNING) >= GOOD);
    starts.keySet().forEach(name -> assertThat(rig.ask(name)).isEqualTo(name));
  }

  private static void awaits(String what, BooleanSupplier condition) {
    Wait.until(what, condition, Rig.PATIENCE);
  }

  private void startAll(Threading threading) {
    for (int i = 0; i < ALL; i++) {
      String name = threading.label() + i;
      if (i % 5 == 0) {
        Class<? extends Deployable> type = BAD.get(i / 5);
        rig.deployments.deploy(verticle(name, type, threading));
      } else {
        starts.put(name, rig.deployments.deploy(verticle(name, Answering.class, threading)));
      }
    }
  }

  private long count(DeploymentState state) {
    return rig.deployments.list().stream().filter(status -> status.state() == state).count();
  }

  private static VerticleConfig good(String name) {
    return verticle(name, Answering.class, Threading.EVENT_LOOP);
  }

  private static VerticleConfig verticle(
      String name, Class<? extends Deployable> type, Threading threading) {
    return new VerticleConfig(name, type.getName(), 1, threading, Map.of("id", name));
  }
}
