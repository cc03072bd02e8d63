package busway.admin;

import busway.config.Check;

/**
 * How many instances there are to be.
 *
 * @param instances as many, and neither more nor fewer
 */
public record ScaleRequest(int instances) {

  public ScaleRequest {
    Check.between("instances", instances, 1, 10_000);
  }
}
