package busway.watch;

import busway.deploy.DeploymentStatus;
import io.vertx.core.Future;

/** Replaces a deployment by what is in its files. */
@FunctionalInterface
interface Redeployer {

  /** Begins; the future fails with a {@link busway.deploy.DeployException}. */
  Future<DeploymentStatus> redeploy(String name);
}
