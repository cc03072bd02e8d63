package busway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.deploy.DeploymentState;
import busway.deploy.DeploymentStatus;
import busway.deploy.Deployments;
import busway.deploy.Threading;
import busway.deploy.VerticleConfig;
import busway.handover.SteadyClient;
import busway.testing.Wait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes of each language that are replaced, broken and killed while clients of both edges ask
 * them. {@code -Dbusway.swaps=10} replaces them oftener.
 */
final class StormIT {

  private static final int SWAPS = Integer.getInteger("busway.swaps", 2);
  private static final int INSTANCES = 4;
  private static final int PER_CLIENT = 1_250;

  private final Workshop workshop = new Workshop(Workshop.oftenKilled(), Workshop.START_TIMEOUT);
  private final List<SteadyClient> clients = new ArrayList<>();
  private Deployments deployments;

  /** What the program is written in. */
  enum Written {
    PYTHON {
      @Override
      String main() {
        return Workshop.script("python3", "version.py");
      }
    },
    NODE {
      @Override
      String main() {
        return Workshop.script("node", "version.mjs");
      }
    },
    GO {
      @Override
      String main() {
        return "process:" + Workshop.go(Workshop.SOURCES.resolve("version"));
      }
    };

    abstract String main();
  }

  @BeforeEach
  void start() {
    deployments = workshop.deployments();
  }

  @AfterEach
  void close() throws Exception {
    clients.forEach(SteadyClient::close);
    Wait.on(deployments.close(Workshop.START_TIMEOUT));
    workshop.close();
  }

  private static VerticleConfig version(String main, int version) {
    Map<String, Object> config = new HashMap<>(Workshop.CONFIG);
    config.put("version", version);
    return new VerticleConfig("storm", main, INSTANCES, Threading.EVENT_LOOP, config);
  }

  private void ask() {
    List<String> addresses = List.of("fast", "slow");
    for (int i = 0; i < 2; i++) {
      clients.add(SteadyClient.of(workshop.gateway.tcp(), PER_CLIENT, addresses));
      clients.add(SteadyClient.of(workshop.gateway.webSocket(), PER_CLIENT, addresses));
    }
  }

  private void waitForMore() {
    clients.forEach(client -> client.waitForMore(100));
  }

  private void end(TestReporter reporter, Written written, long beginNs)
      throws InterruptedException {
    double seconds = (System.nanoTime() - beginNs) / 1e9;
    int answered = clients.stream().mapToInt(SteadyClient::answered).sum();
    for (SteadyClient client : clients) {
      client.end();
    }
    reporter.publishEntry(
        written.name(),
        "%d requests in %.1f s: %.0f a second".formatted(answered, seconds, answered / seconds));
  }

  @ParameterizedTest
  @EnumSource(Written.class)
  void nothingIsLostOrAnsweredTwiceWhileProcessesAreReplaced(Written written, TestReporter reporter)
      throws InterruptedException {
    String main = written.main();
    Wait.on(deployments.deploy(version(main, 1)));
    ask();
    long beginNs = System.nanoTime();
    for (int version = 2; version <= SWAPS + 1; version++) {
      waitForMore();
      refuse(main + " exit", "exited with code 1: ");
      refuse("process:no-such-program", "no such program");
      waitForMore();
      VerticleConfig next = version(main, version);
      DeploymentStatus status = Wait.on(deployments.redeploy("storm", config -> next));
      clients.forEach(SteadyClient::onlyNewer);
      assertThat(status.state()).isEqualTo(DeploymentState.RUNNING);
      assertThat(status.instances()).isEqualTo(INSTANCES);
    }
    waitForMore();
    end(reporter, written, beginNs);
    for (SteadyClient client : clients) {
      assertThat(client.faults()).isEmpty();
    }
  }

  private void refuse(String main, String why) {
    assertThatThrownBy(() -> Wait.on(deployments.redeploy("storm", config -> version(main, 0))))
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @EnumSource(Written.class)
  void whatWasAskedOfAProcessThatIsKilledFailsAndTheOthersTakeOver(
      Written written, TestReporter reporter) throws InterruptedException {
    Wait.on(deployments.deploy(version(written.main(), 1)));
    ask();
    long beginNs = System.nanoTime();
    Random random = new Random(7);
    for (int kill = 1; kill <= 2 * SWAPS; kill++) {
      waitForMore();
      allLive();
      List<ProcessHandle> alive = processes();
      alive.get(random.nextInt(alive.size())).destroyForcibly();
      int killed = kill;
      Wait.until("it is missed", () -> exits() == killed);
    }
    allLive();
    waitForMore();
    end(reporter, written, beginNs);
    for (SteadyClient client : clients) {
      assertThat(client.miscounts()).isEmpty();
      assertThat(client.errors())
          .allMatch(error -> error.contains("\"failureCode\":503"))
          .hasSizeLessThan(client.answered() / 2);
    }
  }

  private void allLive() {
    Wait.until("all live", () -> deployments.find("storm").orElseThrow().instances() == INSTANCES);
  }

  /** Its end may be heard of after that of its connection, for which it is killed. */
  private long exits() {
    return workshop.gateway.metric("process_exits_total{cause='signal',verticle='storm'}")
        + workshop.gateway.metric("process_exits_total{cause='killed',verticle='storm'}");
  }

  private static List<ProcessHandle> processes() {
    List<ProcessHandle> all = new ArrayList<>();
    for (ProcessTable.Entry entry : ProcessTable.now()) {
      if (entry.pid() == entry.session() && entry.has("BUSWAY_NAME=storm")) {
        ProcessHandle.of(entry.pid()).ifPresent(all::add);
      }
    }
    return all;
  }
}
