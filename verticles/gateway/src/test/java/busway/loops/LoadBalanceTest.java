package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import busway.vertx.Localities;
import busway.vertx.Locality;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadBalanceTest {

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final List<Locality> localities = List.copyOf(new Localities(vertx).all());
  private final double[] busy = {0, 0};
  private final LoadBalance balance =
      new LoadBalance(
          List.of(
              new BusyLoop("a", () -> busy[0], localities.get(0)),
              new BusyLoop("b", () -> busy[1], localities.get(1))));

  @AfterEach
  void close() {
    Wait.on(vertx.close());
  }

  @Test
  void idleLoopsGiveToAllInTurn() {
    assertThat(keeps(0.24, 0.24)).containsExactly(false, false);
  }

  @Test
  void loopsThatAreEquallyBusyKeepWhatTheySend() {
    assertThat(keeps(0.4, 0.3)).containsExactly(true, true);
  }

  @Test
  void aLoopThatIsMuchBusierThanAnotherGivesToAllInTurn() {
    assertThat(keeps(0.9, 0.55)).containsExactly(false, true);
  }

  @Test
  void whoKeepsGoesOnUntilItIsClearlyIdleOrClearlyBusier() {
    keeps(0.6, 0.6);
    assertThat(keeps(0.16, 0.16)).containsExactly(true, true);
    assertThat(keeps(0.7, 0.46)).containsExactly(true, true);
    assertThat(keeps(0.7, 0.44)).containsExactly(false, true);
    assertThat(keeps(0.14, 0.14)).containsExactly(false, false);
    assertThat(keeps(0.2, 0.2)).containsExactly(false, false);
  }

  private List<Boolean> keeps(double first, double second) {
    busy[0] = first;
    busy[1] = second;
    balance.judge();
    return localities.stream().map(Locality::localFirst).toList();
  }
}
