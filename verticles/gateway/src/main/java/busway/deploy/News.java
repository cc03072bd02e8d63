package busway.deploy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells listeners and the log what becomes of deployments. From any thread. */
final class News {

  private static final Logger LOG = LoggerFactory.getLogger(News.class);

  private final List<DeploymentListener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean logged;

  void listen(DeploymentListener listener) {
    listeners.add(listener);
  }

  /** Logs what it is told from now on. While the gateway starts or stops it is no news. */
  void log(boolean now) {
    logged = now;
  }

  /** It has another state, version or number of instances, or a change of it has failed. */
  void changed(Deployment deployment) {
    DeploymentStatus status = deployment.status();
    tell(listener -> listener.changed(status));
  }

  /** A version of it runs. */
  void runs(Deployment deployment) {
    DeploymentStatus status = deployment.status();
    LOG.atLevel(logged ? Level.INFO : Level.DEBUG)
        .log("verticle {} ({}): version {} runs", status.name(), status.main(), status.version());
    tell(listener -> listener.changed(status));
  }

  /** A change of it has failed. */
  void failed(Deployment deployment, DeployException reason) {
    LOG.atLevel(logged ? Level.WARN : Level.DEBUG).log("{}", reason.line());
    changed(deployment);
  }

  /** A change of it has failed by a fault of the gateway. */
  void faulty(Deployment deployment, Throwable fault) {
    LOG.error("verticle {}: a fault of the gateway", deployment.config().name(), fault);
    changed(deployment);
  }

  /** An instance of it has died by itself. */
  void died(Deployment deployment, String reason) {
    LOG.warn("{}", reason);
    changed(deployment);
  }

  /** It is undeployed. */
  void gone(Deployment deployment) {
    DeploymentStatus last = deployment.status();
    LOG.atLevel(logged ? Level.INFO : Level.DEBUG).log("verticle {}: undeployed", last.name());
    tell(listener -> listener.gone(last));
  }

  private void tell(Consumer<DeploymentListener> news) {
    for (DeploymentListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("a listener of deployments failed", e);
      }
    }
  }
}
