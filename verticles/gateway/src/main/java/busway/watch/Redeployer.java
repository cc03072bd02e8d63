package busway.watch;

import busway.deploy.DeploymentStatus;
import busway.deploy.Deployments;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Replaces a deployment by what is in its files. */
interface Redeployer {

  /** What starts for longer than this may hang, and gives way to something newer. */
  Duration PATIENCE = Duration.ofSeconds(1);

  /** That of a gateway. */
  static Redeployer of(Deployments deployments) {
    return new Redeployer() {
      @Override
      public Future<DeploymentStatus> redeploy(String name) {
        return deployments.redeploy(name, UnaryOperator.identity());
      }

      @Override
      public boolean giveUp(String name, long changedNs) {
        return deployments.giveUpStart(name, changedNs, PATIENCE, "its files have changed");
      }
    };
  }

  /** Begins; the future fails with a {@link busway.deploy.DeployException}. */
  Future<DeploymentStatus> redeploy(String name);

  /**
   * Gives up what starts and seems to hang; whether there is such a thing, which ends soon.
   *
   * @param changedNs when its files have changed: who started it later had them
   */
  boolean giveUp(String name, long changedNs);
}
