package busway.admin;

import busway.deploy.DeployException;
import busway.deploy.DeployException.Code;
import busway.deploy.DeploymentState;
import busway.deploy.DeploymentStatus;
import busway.deploy.Problem;
import busway.deploy.VerticleConfig;
import busway.logs.LogBook;
import busway.logs.LogsBounds;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Deployments that are nothing but their configs. A main of {@code broken} does not compile, one of
 * {@code slow} never starts, one of {@code full} finds no place, {@code awkward} is invalid, {@code
 * faulty} throws, and a change of what is called {@code pending} waits for {@link #release}.
 */
final class FakeRegistry implements Registry {

  final Promise<Void> release = Promise.promise();

  /** Changes that wait for the release, or did. */
  final AtomicInteger waiting = new AtomicInteger();

  private final Map<String, VerticleConfig> configs = new ConcurrentHashMap<>();
  private final Map<String, Integer> versions = new ConcurrentHashMap<>();

  static LogBook noLogs() {
    return new LogBook(new LogsBounds(1, 1, 1), name -> false);
  }

  @Override
  public Future<DeploymentStatus> deploy(VerticleConfig config) {
    if (configs.containsKey(config.name())) {
      return failed(Code.CONFLICT, config.name() + " is deployed already");
    }
    return changed(config);
  }

  private Future<DeploymentStatus> changed(VerticleConfig config) {
    return switch (config.main()) {
      case "broken" ->
          Future.failedFuture(
              new DeployException(
                  Code.FAILED,
                  config.name() + " does not compile",
                  List.of(new Problem(Path.of("/app/Echo.java"), 3, 7, "';' expected"))));
      case "slow" -> failed(Code.TIMEOUT, config.name() + " did not start within 1s");
      case "full" -> failed(Code.LIMIT, "100 deployments already");
      case "awkward" -> failed(Code.INVALID, "threading: worker (expected: event-loop)");
      case "faulty" -> throw new IllegalStateException("a fault");
      default -> {
        versions.merge(config.name(), 1, Integer::sum);
        configs.put(config.name(), config);
        yield done(config.name());
      }
    };
  }

  private Future<DeploymentStatus> done(String name) {
    DeploymentStatus now = status(name);
    if (!name.equals("pending")) {
      return Future.succeededFuture(now);
    }
    waiting.incrementAndGet();
    return release.future().map(now);
  }

  @Override
  public Future<DeploymentStatus> undeploy(String name) {
    if (!configs.containsKey(name)) {
      return missing(name);
    }
    DeploymentStatus last = status(name);
    configs.remove(name);
    return Future.succeededFuture(last);
  }

  @Override
  public Future<DeploymentStatus> redeploy(String name, UnaryOperator<VerticleConfig> change) {
    VerticleConfig config = configs.get(name);
    return config == null ? missing(name) : changed(change.apply(config));
  }

  @Override
  public Future<DeploymentStatus> scale(String name, int instances) {
    VerticleConfig config = configs.get(name);
    if (config == null) {
      return missing(name);
    }
    configs.put(
        name,
        new VerticleConfig(name, config.main(), instances, config.threading(), config.config()));
    return done(name);
  }

  @Override
  public List<DeploymentStatus> list() {
    return new TreeMap<>(configs).keySet().stream().map(this::status).toList();
  }

  @Override
  public Optional<DeploymentStatus> find(String name) {
    return configs.containsKey(name) ? Optional.of(status(name)) : Optional.empty();
  }

  /** What was asked for last under a name. */
  VerticleConfig config(String name) {
    return configs.get(name);
  }

  private DeploymentStatus status(String name) {
    VerticleConfig config = configs.get(name);
    return new DeploymentStatus(
        name,
        config.main(),
        config.threading(),
        DeploymentState.RUNNING,
        "",
        List.of(new Problem(Path.of("/app/Old.java"), 1, 1, "an old one")),
        config.instances(),
        versions.get(name),
        List.of("hello"),
        Instant.parse("2026-11-22T20:00:00Z"),
        1_000,
        12.5,
        0.25,
        3,
        List.of());
  }

  private static Future<DeploymentStatus> missing(String name) {
    return failed(Code.NOT_FOUND, "no deployment: " + name);
  }

  private static Future<DeploymentStatus> failed(Code code, String message) {
    return Future.failedFuture(new DeployException(code, message));
  }
}
