package busway.worker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults of one task: each kind is logged once with its stack, so that clients who provoke it
 * cannot fill the disk. From any thread.
 */
final class Faults {

  private static final Logger log = LoggerFactory.getLogger(Faults.class);
  private static final int MAX_KINDS = 100;

  private final String address;
  private final Set<String> kinds = ConcurrentHashMap.newKeySet();

  Faults(String address) {
    this.address = address;
  }

  void log(Throwable fault) {
    if (kinds.size() < MAX_KINDS && kinds.add(kind(fault))) {
      log.error(
          "{}: the task failed; faults of this kind are only counted from now", address, fault);
    } else {
      log.debug("{}: the task failed", address, fault);
    }
  }

  private static String kind(Throwable fault) {
    StackTraceElement[] stack = fault.getStackTrace();
    return fault.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
  }

  /** What the client is told: the message without the class; of an error of the JVM, nothing. */
  static String text(String address, Throwable fault) {
    String message = fault instanceof Exception ? fault.getMessage() : null;
    return message == null
        ? address + ": the task failed; the gateway's log says why"
        : address + ": the task failed: " + message;
  }
}
