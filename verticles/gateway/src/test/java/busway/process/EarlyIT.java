package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.Intake;
import busway.testing.Settings;
import busway.testing.TestGateway;
import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process that is ready before the gateway has taken notice that it was started. */
class EarlyIT {

  @Test
  void hasStartedOnceItsStartIsNoticed() throws Exception {
    try (TestGateway gateway = new TestGateway(new Settings());
        Ground ground =
            new Ground(
                (VertxInternal) gateway.vertx(),
                ProcessesConfig.DEFAULTS,
                gateway.services(),
                (name, error, text) -> {})) {
      String main = Workshop.worker("early").substring("process:".length());
      Command command = Command.of(main, Path.of("").toAbsolutePath(), Programs.searchPath());
      Duration startTimeout = Duration.ofSeconds(Wait.SECONDS);
      JsonObject config = new JsonObject(Workshop.CONFIG);
      Plan plan = new Plan("early", 0, command, config, List.of(), startTimeout);
      ProcessInstance instance = new ProcessInstance(ground, plan, () -> {});
      Intake intake = gateway.handover().intake(instance, true);
      Future<String> deployed;
      synchronized (ground.guard()) { // has whoever started the process wait, before he tells
        deployed = gateway.vertx().deployVerticle(instance);
        Wait.until("it is ready", () -> !intake.addresses().isEmpty());
        assertThat(instance.alive()).isFalse();
      }
      String id = Wait.on(deployed);
      assertThat(instance.alive()).isTrue();
      Wait.on(gateway.vertx().undeploy(id));
    }
  }
}
