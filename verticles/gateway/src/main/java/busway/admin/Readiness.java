package busway.admin;

import java.util.Locale;

/** Whether new connections are welcome. Set by the gateway, read by probes; from any thread. */
public final class Readiness {

  /** The life of a gateway, in order. */
  public enum State {
    /** Edges or verticles are still being deployed. */
    STARTING,
    /** New connections are welcome. */
    READY,
    /** Requests in flight are finished, new connections are not welcome. */
    DRAINING;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private volatile State state = State.STARTING;

  /** Moves to another state. */
  public void set(State next) {
    state = next;
  }

  /** The state now. */
  public State state() {
    return state;
  }
}
