package busway.loops;

import busway.vertx.Locality;
import java.util.function.DoubleSupplier;

/**
 * One event loop that may keep what it sends.
 *
 * @param busy its utilisation of late, 0 to 1
 */
record BusyLoop(String name, DoubleSupplier busy, Locality locality) {

  /** So busy at least is a loop that begins to keep what it sends, and one that goes on. */
  static final double BEGINS = 0.25;

  static final double GOES_ON = 0.15;

  /** So much busier than the idlest loop may it be. */
  static final double LEAD_TO_BEGIN = 0.15;

  static final double LEAD_TO_GO_ON = 0.25;

  double utilisation() {
    return busy.getAsDouble();
  }

  boolean keeps() {
    return locality.localFirst();
  }

  /** Decides, where the idlest loop has a utilisation of {@code least}. */
  void judge(double least) {
    double utilisation = utilisation();
    double leastToKeep = keeps() ? GOES_ON : BEGINS;
    double mostLead = keeps() ? LEAD_TO_GO_ON : LEAD_TO_BEGIN;
    locality.localFirst(utilisation >= leastToKeep && utilisation - least <= mostLead);
  }
}
