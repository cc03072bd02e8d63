package busway.deploy;

import java.util.Locale;

/** What a deployment is doing. */
public enum DeploymentState {
  /** Its first version is being loaded and started. */
  STARTING,
  /** It serves. */
  RUNNING,
  /** It is being undeployed, and finishes what it has. */
  DRAINING,
  /** It did not start, or all its instances have died. It stays listed until it is undeployed. */
  FAILED;

  /** As meters and the admin API call it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
