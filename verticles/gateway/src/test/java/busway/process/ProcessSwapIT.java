package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.DeploymentState;
import busway.deploy.DeploymentStatus;
import busway.deploy.Deployments;
import busway.deploy.Loader;
import busway.deploy.Threading;
import busway.deploy.Version;
import busway.deploy.VerticleConfig;
import busway.testing.TcpClient;
import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deployments of processes as the gateway makes them. */
final class ProcessSwapIT {

  private static final int SWAPS = 3;
  private static final int AT_ONCE = 20;
  private static final Duration HASTE = Duration.ofSeconds(1);

  private final Workshop workshop = new Workshop();
  private final ContextInternal loop =
      ((VertxInternal) workshop.gateway.vertx()).createEventLoopContext();
  private Deployments deployments;

  @BeforeEach
  void deploy() {
    deployments = workshop.deployments(List.of(new Hasty(workshop.loader(HASTE))));
    Wait.on(deployments.deploy(config(Workshop.worker("py.swap"), 2)));
  }

  @AfterEach
  void close() throws Exception {
    Wait.on(deployments.close(Workshop.START_TIMEOUT));
    workshop.close();
  }

  private static VerticleConfig config(String main, int instances) {
    Map<String, Object> config = new HashMap<>(Workshop.CONFIG);
    return new VerticleConfig("swapped", main, instances, Threading.EVENT_LOOP, config);
  }

  private DeploymentStatus status() {
    return deployments.find("swapped").orElseThrow();
  }

  @Test
  void noRequestIsLostWhileProcessesAreReplaced() throws Exception {
    CompletableFuture<Integer> swaps = CompletableFuture.supplyAsync(this::swap);
    TcpClient client = workshop.gateway.tcp();
    int asked = 0;
    while (!swaps.isDone()) {
      asked = asksOn(asked);
      client
          .says("{'type':'send','address':'py.swap','replyAddress':'r','body':" + asked + "}")
          .hears("{'type':'message','address':'r','headers':{},'body':" + asked + ",'send':true}");
    }
    assertThat(swaps.get(1, TimeUnit.SECONDS)).isEqualTo(SWAPS + 1);
    assertThat(asked).isGreaterThan(SWAPS * AT_ONCE);
  }

  /**
   * From a loop, for that can be waited for: a thread that is not let run in a send may be late.
   */
  private Future<Object> askOnALoop(int body) {
    Promise<Object> answer = Promise.promise();
    loop.runOnContext(ignored -> workshop.ask("py.swap", body).onComplete(answer));
    return answer.future();
  }

  private int swap() {
    for (int i = 0; i < SWAPS; i++) {
      Wait.on(deployments.redeploy("swapped", config -> config));
    }
    return status().version();
  }

  @Test
  void theOldOnesGoOnIfTheNewOnesDoNotStart() {
    Future<DeploymentStatus> broken =
        deployments.redeploy("swapped", config -> config(Workshop.worker("py.swap", "broken"), 2));
    Wait.until("it has failed", broken::isComplete);
    assertThat(broken.cause()).hasMessageContaining("exited with code 3: cannot go on");
    assertThat(status().state()).isEqualTo(DeploymentState.RUNNING);
    assertThat(Wait.on(workshop.ask("py.swap", 1))).isEqualTo(1);
    assertThat(status().addresses()).containsExactly("py.swap");
  }

  /** Runs a program that never says a word, and does not wait long for it. */
  private record Hasty(ProcessLoader loader) implements Loader {

    @Override
    public boolean loads(String main) {
      return main.equals("hasty");
    }

    @Override
    public Version load(VerticleConfig asked) {
      return loader.load(config(Workshop.worker("py.swap", "silent"), asked.instances()));
    }
  }

  @Test
  void theOldOnesGoOnUnderLoadIfTheNewOnesNeverSayAWord() {
    Future<DeploymentStatus> silent = deployments.redeploy("swapped", config -> config("hasty", 2));
    int asked = 0;
    while (!silent.isComplete()) {
      asked = asksOn(asked);
    }
    assertThat(silent.cause())
        .hasMessage(
            "verticle swapped (hasty): did not start: was killed: it registered no address within"
                + " 1000 ms (startup.timeout)");
    assertThat(asked).isPositive();
    assertThat(status().version()).isEqualTo(1);
    assertThat(status().instances()).isEqualTo(2);
    assertThat(processes()).isEqualTo(2);
    assertThat(asksOn(0)).isEqualTo(AT_ONCE);
  }

  @Test
  void newOnesThatAreGivenUpAreKilledWhileTheOldOnesServe() {
    Future<DeploymentStatus> silent =
        deployments.redeploy("swapped", config -> config(Workshop.worker("py.swap", "silent"), 2));
    Wait.until("they run", () -> processes() == 4);
    assertThat(
            deployments.giveUpStart(
                "swapped", System.nanoTime(), Duration.ZERO, "there is another"))
        .isTrue();
    Wait.until("it is given up", silent::isComplete);
    assertThat(silent.cause()).hasMessageContaining("was given up, for ");
    assertThat(asksOn(0)).isEqualTo(AT_ONCE);
    Wait.until("they are no more", () -> processes() == 2);
    assertThat(asksOn(0)).isEqualTo(AT_ONCE);
  }

  /** Asks some at once; how many were asked by now. */
  private int asksOn(int asked) {
    List<Future<Object>> answers = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      answers.add(askOnALoop(asked + i));
    }
    for (int i = 0; i < AT_ONCE; i++) {
      assertThat(Wait.on(answers.get(i))).isEqualTo(asked + i);
    }
    return asked + AT_ONCE;
  }

  @Test
  void scalesToAsManyProcessesAsAreWanted() {
    assertThat(Wait.on(deployments.scale("swapped", 3)).instances()).isEqualTo(3);
    assertThat(processes()).isEqualTo(3);
    assertThat(Wait.on(deployments.scale("swapped", 1)).instances()).isEqualTo(1);
    Wait.until("one is left", () -> processes() == 1);
  }

  @Test
  void nothingIsLeftOnceItIsUndeployed() {
    Wait.on(deployments.undeploy("swapped"));
    Wait.until("no process is left", () -> processes() == 0);
    assertThat(workshop.gateway.consumes("py.swap")).isFalse();
  }

  private static long processes() {
    return ProcessTable.now().stream().filter(one -> one.has("BUSWAY_NAME=swapped")).count();
  }
}
