package busway.loops;

import busway.metrics.BoundedLabels;
import io.vertx.core.Deployable;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.deployment.DeploymentContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What meters call the verticle whose code runs: by the name it was deployed under, and by its
 * class where another verticle deployed it. From any thread.
 */
public final class VerticleNames {

  /** Names of classes that may be labels; more are {@code other}. */
  private static final int MAX_CLASSES = 50;

  /** Deployments that are remembered. Verticles may come and go. */
  private static final int MAX_DEPLOYMENTS = 1_000;

  private final Map<String, String> byDeployment = new ConcurrentHashMap<>();
  private final BoundedLabels classes = new BoundedLabels(MAX_CLASSES);

  /** The name for what runs on this thread. Outside a deployment there is only the gateway. */
  String current() {
    ContextInternal context = ContextInternal.current();
    return of(context == null ? null : context.deployment());
  }

  /** The name of the user's verticle that a context belongs to; null if it belongs to none. */
  public @Nullable String ofUser(@Nullable ContextInternal context) {
    String name = of(context == null ? null : context.deployment());
    return name.equals(NamedVerticle.OWN) ? null : name;
  }

  /** The name of a deployment. */
  private String of(@Nullable DeploymentContext deployment) {
    if (deployment == null) {
      return NamedVerticle.OWN;
    }
    String known = byDeployment.get(deployment.id());
    return known == null ? found(deployment) : known;
  }

  private synchronized String found(DeploymentContext deployment) {
    if (byDeployment.size() >= MAX_DEPLOYMENTS) {
      byDeployment.clear();
    }
    String name = name(deployment);
    byDeployment.put(deployment.id(), name);
    return name;
  }

  private String name(DeploymentContext deployment) {
    NamedVerticle named = NamedVerticle.of(deployment);
    return named == null ? byClass(deployment) : named.name();
  }

  private String byClass(DeploymentContext deployment) {
    for (Deployable verticle : deployment.deployment().instances()) {
      Class<?> type = verticle.getClass();
      String name = type.getSimpleName();
      return name.isEmpty() || type.isHidden() ? BoundedLabels.OTHER : classes.of(name);
    }
    return BoundedLabels.OTHER;
  }
}
