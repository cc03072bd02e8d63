package busway.deploy;

import busway.config.Check;
import java.time.Duration;

/**
 * Verticles at run time.
 *
 * @param drainTimeout how long an instance that is replaced or undeployed may finish what it has
 * @param maxDeployments deployments at once, the failed ones included
 * @param maxInstances instances of all deployments at once
 * @param maxDrains versions of one deployment that were replaced and finish what they have, at once
 * @param logLines lines of each deployment's log that are kept
 * @param logBytes memory for the lines of each
 * @param watch whether a verticle is redeployed when one of its files changes
 */
public record DeploymentsConfig(
    Duration drainTimeout,
    int maxDeployments,
    int maxInstances,
    int maxDrains,
    int logLines,
    int logBytes,
    boolean watch) {

  public static final DeploymentsConfig DEFAULTS =
      new DeploymentsConfig(Duration.ofSeconds(10), 100, 10_000, 4, 1_000, 256 << 10, false);

  public DeploymentsConfig {
    Check.atLeast("drain-timeout", drainTimeout, 0);
    Check.between("max-deployments", maxDeployments, 1, 10_000);
    Check.between("max-instances", maxInstances, 1, 1_000_000);
    Check.between("max-drains", maxDrains, 1, 100);
    Check.between("log-lines", logLines, 1, 100_000);
    Check.between("log-bytes", logBytes, 1 << 10, 64 << 20);
  }
}
