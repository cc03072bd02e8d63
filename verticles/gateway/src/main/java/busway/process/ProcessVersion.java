package busway.process;

import busway.deploy.Version;
import busway.deploy.VerticleConfig;
import io.vertx.core.Deployable;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;

/** A program and its arguments. There is nothing to load: each instance runs them. */
final class ProcessVersion implements Version {

  private final Ground ground;
  private final VerticleConfig config;
  private final Command command;
  private final List<String> addresses;
  private final Duration startTimeout;
  private final BitSet numbers = new BitSet();

  ProcessVersion(
      Ground ground,
      VerticleConfig config,
      Command command,
      List<String> addresses,
      Duration startTimeout) {
    this.ground = ground;
    this.config = config;
    this.command = command;
    this.addresses = addresses;
    this.startTimeout = startTimeout;
  }

  @Override
  public synchronized Deployable instance() {
    int number = numbers.nextClearBit(0);
    numbers.set(number);
    Plan plan =
        new Plan(
            config.name(),
            number,
            command,
            new JsonObject(config.config()),
            addresses,
            startTimeout);
    return new ProcessInstance(ground, plan, () -> release(number));
  }

  private synchronized void release(int number) {
    numbers.clear(number);
  }

  @Override
  public List<Path> files() {
    return command.files();
  }

  @Override
  public void close() {
    // its instances have stopped, and there is nothing else
  }
}
