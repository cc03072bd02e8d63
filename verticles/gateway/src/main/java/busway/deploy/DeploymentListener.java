package busway.deploy;

/** Who is told what becomes of deployments. On any thread; must not block. */
@FunctionalInterface
public interface DeploymentListener {

  /** Its state, its version or the number of its instances has changed, or a change has failed. */
  void changed(DeploymentStatus status);

  /** It is undeployed, and was this last. */
  default void gone(DeploymentStatus last) {}
}
