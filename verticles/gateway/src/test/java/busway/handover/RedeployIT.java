package busway.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.deploy.DeploymentState;
import busway.deploy.DeploymentStatus;
import busway.deploy.Deployments;
import busway.deploy.DeploymentsConfig;
import busway.deploy.Loaders;
import busway.deploy.Threading;
import busway.deploy.VerticleConfig;
import busway.metrics.DeploymentMetrics;
import busway.testing.Settings;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deployments that are replaced, scaled and broken while clients of both edges ask them. */
class RedeployIT {

  private static final int SWAPS = 10;
  private static final int PER_CLIENT = 1_250;
  private static final int SLOW_MS = 40;
  private static final AtomicInteger HEARD = new AtomicInteger();

  private final TestGateway gateway = new TestGateway(new Settings());

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  /** Answers with its version, at once and after a while; does not start as version 0. */
  public static final class Versioned extends VerticleBase {

    @Override
    public Future<?> start() {
      int version = config().getInteger("version");
      vertx.eventBus().consumer("fast", message -> message.reply(version));
      vertx
          .eventBus()
          .consumer("slow", message -> vertx.setTimer(SLOW_MS, id -> message.reply(version)));
      vertx.eventBus().consumer("silent", message -> {});
      return vertx
          .eventBus()
          .consumer("heard", message -> HEARD.incrementAndGet())
          .completion()
          .compose(
              registered ->
                  version == 0
                      ? Future.failedFuture(new IllegalStateException("no database"))
                      : Future.succeededFuture());
    }
  }

  private Deployments deployments(Duration drainTimeout) {
    DeploymentsConfig defaults = DeploymentsConfig.DEFAULTS;
    return new Deployments(
        gateway.vertx(),
        Loaders.inProcess(gateway.vertx(), getClass().getClassLoader(), List.of()),
        gateway.handover(),
        new DeploymentsConfig(
            drainTimeout,
            defaults.maxDeployments(),
            defaults.maxInstances(),
            defaults.maxDrains(),
            defaults.logLines(),
            defaults.logBytes(),
            false),
        Duration.ofSeconds(Wait.SECONDS),
        new DeploymentMetrics());
  }

  private static VerticleConfig versioned(int version, int instances, Threading threading) {
    return new VerticleConfig(
        "v", Versioned.class.getName(), instances, threading, Map.of("version", version));
  }

  @ParameterizedTest
  @EnumSource(Threading.class)
  void tenRedeploymentsUnderLoadLoseNothingAndAnswerNothingTwice(Threading threading)
      throws InterruptedException {
    HEARD.set(0);
    Deployments deployments = deployments(Duration.ofSeconds(Wait.SECONDS));
    Wait.on(deployments.deploy(versioned(1, 1, threading)));
    List<SteadyClient> clients = clients();
    for (int version = 2; version <= SWAPS + 1; version++) {
      clients.forEach(client -> client.waitForMore(100));
      assertThatThrownBy(
              () ->
                  Wait.on(deployments.redeploy("v", config -> versioned(0, 1, config.threading()))))
          .hasMessageContaining("no database");
      int next = version;
      DeploymentStatus status =
          Wait.on(deployments.redeploy("v", config -> versioned(next, 1, config.threading())));
      clients.forEach(SteadyClient::onlyNewer);
      assertThat(status.state()).isEqualTo(DeploymentState.RUNNING);
      assertThat(status.addresses()).containsExactly("fast", "heard", "silent", "slow");
    }
    clients.forEach(client -> client.waitForMore(100));
    for (SteadyClient client : clients) {
      client.end();
    }
    for (SteadyClient client : clients) {
      assertThat(client.faults()).isEmpty();
    }
    int published = clients.stream().mapToInt(SteadyClient::published).sum();
    Wait.until("all is heard", () -> HEARD.get() >= published);
    Wait.on(deployments.undeploy("v"));
    assertThat(HEARD).hasValue(published);
    assertThat(gateway.consumes("fast")).isFalse();
  }

  @Test
  void scalingUnderLoadLosesNothing() throws InterruptedException {
    Deployments deployments = deployments(Duration.ofSeconds(Wait.SECONDS));
    Wait.on(deployments.deploy(versioned(1, 1, Threading.EVENT_LOOP)));
    List<SteadyClient> clients = clients();
    for (int instances : List.of(4, 1, 3, 2, 1)) {
      clients.forEach(client -> client.waitForMore(100));
      Wait.on(deployments.scale("v", instances));
      assertThat(deployments.find("v").orElseThrow().instances()).isEqualTo(instances);
    }
    for (SteadyClient client : clients) {
      client.end();
    }
    for (SteadyClient client : clients) {
      assertThat(client.faults()).isEmpty();
    }
  }

  private List<SteadyClient> clients() {
    List<String> addresses = List.of("fast", "slow");
    List<SteadyClient> clients = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      clients.add(gateway.kept(SteadyClient.of(gateway.tcp(), PER_CLIENT, addresses)));
      clients.add(gateway.kept(SteadyClient.of(gateway.webSocket(), PER_CLIENT, addresses)));
    }
    return clients;
  }

  @Test
  void aRequestThatIsOpenAtTheEndOfTheDrainFailsThen() {
    Deployments deployments = deployments(Duration.ofMillis(200));
    Wait.on(deployments.deploy(versioned(1, 1, Threading.EVENT_LOOP)));
    TcpClient client = gateway.tcp();
    client.says("{'type':'send','address':'silent','replyAddress':'r','body':1}");
    Wait.until("it is pending", () -> deployments.find("v").orElseThrow().pending() == 1);
    Wait.on(deployments.redeploy("v", config -> versioned(2, 1, config.threading())));
    client.hears(
        "{'type':'err','address':'r','sourceAddress':'silent','failureCode':503,"
            + "'failureType':'RECIPIENT_FAILURE','message':'the verticle that served silent was"
            + " stopped'}");
    client.says("{'type':'send','address':'fast','replyAddress':'r','body':1}");
    assertThat(client.next()).contains("\"body\":2");
  }
}
