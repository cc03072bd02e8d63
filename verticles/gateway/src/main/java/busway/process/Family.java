package busway.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process and all that it has started, in whatever group or session: they are known by their
 * session, or by a variable of their environment. Blocks.
 *
 * @param leader the process that was started, which leads a group where the system can do that
 * @param assignment a variable that this process alone was given, as {@code NAME=value}
 * @param guard signals groups
 */
record Family(ProcessHandle leader, String assignment, Guard guard) {

  private static final Logger LOG = LoggerFactory.getLogger(Family.class);
  private static final boolean GROUPS = !Programs.SETSID.isEmpty();
  private static final int ROUNDS = 200;
  private static final long ROUND_NS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Begins to watch over it. */
  void watch() {
    guard.watch(leader.pid());
  }

  /** Asks all of the group to end. */
  void terminate() {
    if (!GROUPS || !guard.signal("TERM", leader.pid())) {
      members().forEach(ProcessHandle::destroy);
    }
  }

  /** Kills all of them, in rounds: one may be starting another meanwhile. */
  void kill() {
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> members = members();
      if (members.isEmpty()) {
        guard.forget(leader.pid());
        return;
      }
      if (!GROUPS || round > 0 || !guard.signal("KILL", leader.pid())) {
        members.forEach(ProcessHandle::destroyForcibly);
      }
      LockSupport.parkNanos(ROUND_NS);
    }
    LOG.error("processes that do not end: {}", members().stream().map(ProcessHandle::pid).toList());
  }

  private List<ProcessHandle> members() {
    List<ProcessTable.Entry> table = ProcessTable.now();
    if (table.isEmpty()) {
      return Stream.concat(Stream.of(leader), leader.descendants())
          .filter(ProcessHandle::isAlive)
          .toList();
    }
    List<ProcessHandle> members = new ArrayList<>();
    for (ProcessTable.Entry entry : table) {
      if (entry.session() == leader.pid() || entry.has(assignment)) {
        ProcessHandle.of(entry.pid()).ifPresent(members::add);
      }
    }
    return members;
  }
}
