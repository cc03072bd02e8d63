package busway;

import busway.admin.DeploymentNews;
import busway.deploy.DeployException;
import busway.deploy.Deployments;
import busway.deploy.DeploymentsConfig;
import busway.deploy.Loader;
import busway.deploy.Loaders;
import busway.deploy.StartException;
import busway.deploy.VerticleConfig;
import busway.handover.BusHandover;
import busway.logs.LogBook;
import busway.logs.LogsBounds;
import busway.logs.VerticleAppender;
import busway.metrics.GatewayMetrics;
import busway.process.ProcessLoader;
import busway.session.EdgeServices;
import busway.watch.Reporter;
import busway.watch.Watch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Help.Ansi;

/** What users deploy: from the config, and while the gateway runs. Used by one thread. */
final class UserVerticles {

  private final List<VerticleConfig> configured;
  private final LogBook logs;
  private final VerticleAppender appender;
  private final ProcessLoader processes;
  private final Deployments deployments;
  private final @Nullable Watch watch;

  /** Deploys nothing yet. */
  UserVerticles(
      GatewayConfig config,
      Vertx vertx,
      ClassLoader classes,
      EdgeServices services,
      GatewayMetrics metrics) {
    Duration startTimeout = config.startup().timeout();
    configured = config.verticles();
    logs = new LogBook(bounds(config.deployments()), this::deployed);
    appender = VerticleAppender.install(logs);
    processes = new ProcessLoader(vertx, config.processes(), services, startTimeout, this::said);
    List<Loader> loaders = new ArrayList<>(List.of(processes));
    loaders.addAll(Loaders.inProcess(vertx, classes, config.classpath()));
    deployments =
        new Deployments(
            vertx,
            loaders,
            BusHandover.start(vertx, metrics),
            config.deployments(),
            startTimeout,
            metrics.deployments());
    deployments.onChange(new DeploymentNews(logs));
    watch = config.deployments().watch() ? watch(deployments) : null;
  }

  private static LogsBounds bounds(DeploymentsConfig config) {
    return new LogsBounds(config.maxDeployments(), config.logLines(), config.logBytes());
  }

  private static Watch watch(Deployments deployments) {
    return Watch.start(deployments, new Reporter(System.out, Ansi.AUTO.enabled()));
  }

  private void said(String deployment, boolean error, String text) {
    logs.add(deployment, error ? Level.WARN : Level.INFO, text);
  }

  private boolean deployed(String name) {
    return deployments.find(name).isPresent();
  }

  Deployments deployments() {
    return deployments;
  }

  LogBook logs() {
    return logs;
  }

  /**
   * Deploys those of the config, in order, and waits for each. One that fails is waited for to be
   * mended where files are watched; else nothing starts.
   */
  void start() {
    for (VerticleConfig verticle : configured) {
      try {
        deployments.deploy(verticle).await();
      } catch (DeployException e) {
        if (watch == null) {
          throw new StartException(e.line());
        }
      } catch (Throwable e) {
        throw new StartException("verticle " + verticle.name() + ": " + StartException.reason(e));
      }
    }
  }

  /** The gateway has started. */
  void started() {
    deployments.started();
  }

  /** Redeploys nothing more. */
  void unwatch() {
    if (watch != null) {
      watch.close();
    }
  }

  /** Drains and stops all, the last first. Never fails. */
  Future<Void> close(Duration limit) {
    return deployments.close(limit);
  }

  /** Frees what is left, once all have stopped. */
  void free() {
    appender.close();
    processes.close();
  }
}
