package busway.handover;

import busway.loops.NamedVerticle;
import busway.vertx.VertxFields;
import io.vertx.core.Deployable;
import io.vertx.core.internal.deployment.DeploymentContext;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which intake belongs to an instance, for as long as anybody else knows the instance. From any
 * thread.
 */
final class Instances {

  private static final int MAX_DEPTH = 100;
  private static final @Nullable VarHandle PARENT = parent();

  /** Weak on both sides, for an intake knows its instance, by way of its consumers' contexts. */
  private final Map<Key, WeakReference<BusIntake>> byInstance = new ConcurrentHashMap<>();

  private final ReferenceQueue<Deployable> forgotten = new ReferenceQueue<>();

  private static @Nullable VarHandle parent() {
    try {
      Class<?> owner =
          Class.forName(
              "io.vertx.core.impl.deployment.DefaultDeploymentManager$DeploymentContextImpl");
      return VertxFields.of(owner, "parent", DeploymentContext.class);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** Whether verticles that a verticle deployed are known to be its. */
  static boolean knowsChildren() {
    return PARENT != null;
  }

  /** One object and no other, whatever it is equal to. */
  private static final class Key extends WeakReference<Deployable> {

    private final int hash;

    Key(Deployable instance, @Nullable ReferenceQueue<Deployable> queue) {
      super(instance, queue);
      hash = System.identityHashCode(instance);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return this == other || (other instanceof Key key && get() != null && key.refersTo(get()));
    }
  }

  void put(Deployable instance, BusIntake intake) {
    for (Reference<?> gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
      byInstance.remove(gone);
    }
    byInstance.put(new Key(verticle(instance), forgotten), new WeakReference<>(intake));
  }

  /** The intake of the instance that a deployment is, or that a deployment above it is. */
  @Nullable BusIntake of(@Nullable DeploymentContext deployment) {
    DeploymentContext current = deployment;
    for (int depth = 0; current != null && depth < MAX_DEPTH; depth++) {
      for (Deployable instance : current.deployment().instances()) {
        WeakReference<BusIntake> intake = byInstance.get(new Key(verticle(instance), null));
        if (intake != null) {
          return intake.get();
        }
      }
      current = PARENT == null ? null : (DeploymentContext) PARENT.get(current);
    }
    return null;
  }

  private static Deployable verticle(Deployable deployed) {
    return deployed instanceof NamedVerticle named ? named.verticle() : deployed;
  }
}
