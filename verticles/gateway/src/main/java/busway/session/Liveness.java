package busway.session;

import java.util.concurrent.TimeUnit;

/**
 * Whether one client is still there. Whoever pings is expected to go on; whoever never did is asked
 * before it is given up; whoever has closed its half soon goes.
 */
final class Liveness {

  /** What is to be done about a client. */
  enum Verdict {
    FINE,
    PROBE,
    EXPIRED,
    GONE
  }

  /** How long a client that sends no more may await its answers. */
  private static final long HALF_CLOSED_NS = TimeUnit.SECONDS.toNanos(3);

  private final long expiresNs;
  private final boolean probes;
  private long heardNs = System.nanoTime();
  private boolean pinged;
  private boolean probed;
  private boolean ended;

  Liveness(EdgePolicy policy) {
    expiresNs = policy.expiresAfter().toNanos();
    probes = policy.probes();
  }

  void heard(long nowNs) {
    heardNs = nowNs;
    probed = false;
  }

  void pinged() {
    pinged = true;
  }

  /** The client sends no more. */
  void end() {
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  Verdict at(long nowNs) {
    long silentNs = nowNs - heardNs;
    if (ended && silentNs > HALF_CLOSED_NS) {
      return Verdict.GONE;
    }
    if (expiresNs == 0 || silentNs <= expiresNs) {
      return Verdict.FINE;
    }
    if (pinged || (probed && silentNs > 2 * expiresNs)) {
      return Verdict.EXPIRED;
    }
    boolean asks = probes && !probed;
    probed |= asks;
    return asks ? Verdict.PROBE : Verdict.FINE;
  }
}
