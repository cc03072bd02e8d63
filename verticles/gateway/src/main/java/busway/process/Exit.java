package busway.process;

import busway.metrics.ProcessMetrics.Cause;
import java.util.Map;

/**
 * How a process has ended.
 *
 * @param cause who has ended it
 * @param text for people
 */
record Exit(Cause cause, String text) {

  private static final int SIGNAL = 128;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(6, "SIGABRT"),
          Map.entry(7, "SIGBUS"),
          Map.entry(8, "SIGFPE"),
          Map.entry(9, "SIGKILL"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(15, "SIGTERM"));

  /** By the status that the system gives. */
  static Exit of(int status) {
    return status > SIGNAL && NAMES.containsKey(status - SIGNAL)
        ? new Exit(Cause.SIGNAL, "was ended by " + NAMES.get(status - SIGNAL))
        : new Exit(Cause.EXIT, "exited with code " + status);
  }

  /** By the gateway, and why. */
  static Exit killed(String why) {
    return new Exit(Cause.KILLED, "was killed: " + why);
  }
}
