package busway.deploy;

import busway.loops.NamedVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's own verticles, in order; undeployed in reverse. Not thread-safe. */
public final class OwnVerticles {

  private static final Logger LOG = LoggerFactory.getLogger(OwnVerticles.class);

  private final Vertx vertx;
  private final Duration startTimeout;
  private final Deque<Deployment> deployed = new ArrayDeque<>();

  private record Deployment(String name, String id) {}

  /**
   * Makes an empty one.
   *
   * @param startTimeout how long one verticle may take to start
   */
  public OwnVerticles(Vertx vertx, Duration startTimeout) {
    this.vertx = vertx;
    this.startTimeout = startTimeout;
  }

  /**
   * Deploys one and awaits its start.
   *
   * @param name what a refusal calls it
   */
  public void deploy(
      String name, Supplier<? extends Deployable> verticle, DeploymentOptions options) {
    try {
      String id =
          vertx
              .deployVerticle(() -> new NamedVerticle(NamedVerticle.OWN, verticle.get()), options)
              .await(startTimeout.toMillis(), TimeUnit.MILLISECONDS);
      deployed.push(new Deployment(name, id));
    } catch (TimeoutException e) {
      throw new StartException(
          name + ": did not start within " + startTimeout.toMillis() + " ms (startup.timeout)");
    } catch (Throwable e) {
      throw new StartException(name + ": did not start: " + StartException.reason(e));
    }
  }

  /** Undeploys them one after the other, the last first. Never fails. */
  public Future<Void> undeployInReverse() {
    Deployment last = deployed.poll();
    return last == null
        ? Future.succeededFuture()
        : undeploy(last).compose(ignored -> undeployInReverse());
  }

  /** Undeploys them all at the same time. Never fails. */
  public Future<Void> undeployTogether() {
    List<Future<Void>> all = deployed.stream().map(this::undeploy).toList();
    deployed.clear();
    return Future.join(all).mapEmpty();
  }

  private Future<Void> undeploy(Deployment deployment) {
    return vertx
        .undeploy(deployment.id())
        .recover(
            failure -> {
              LOG.warn("{}: did not stop: {}", deployment.name(), StartException.reason(failure));
              return Future.succeededFuture();
            });
  }
}
