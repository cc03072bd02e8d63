package busway.loops;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.internal.deployment.DeploymentContext;
import org.jspecify.annotations.Nullable;

/**
 * A verticle that is deployed under a name, which meters and stalls call it by.
 *
 * @param name as in {@code busway.yaml}, or {@link #OWN}
 */
public record NamedVerticle(String name, Deployable verticle) implements Deployable {

  /** The name of all verticles of the gateway itself. */
  public static final String OWN = "busway";

  /** The one that a deployment is; null if it was not deployed under a name. */
  public static @Nullable NamedVerticle of(DeploymentContext deployment) {
    for (Deployable verticle : deployment.deployment().instances()) {
      return verticle instanceof NamedVerticle named ? named : null; // they are all alike
    }
    return null;
  }

  @Override
  public Future<?> deploy(Context context) throws Exception {
    return verticle.deploy(context);
  }

  @Override
  public Future<?> undeploy(Context context) throws Exception {
    return verticle.undeploy(context);
  }
}
