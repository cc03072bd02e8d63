package busway.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** When what was changed can be read: once nobody has written for a while. Used by one thread. */
final class Settling {

  /** Two writes that belong to one save come closer together than this. */
  static final Duration QUIET = Duration.ofMillis(50);

  /** A build writes its jar in one go, others copy it from afar. */
  static final Duration QUIET_JAR = Duration.ofMillis(250);

  /** Who has truncated or removed a file to write it anew needs no longer than this. */
  static final Duration GAP = Duration.ofMillis(800);

  /** From here on a jar that is not whole is taken for what it is, so that its user hears of it. */
  static final Duration TORN = Duration.ofSeconds(5);

  private Snapshot taken;
  private Snapshot last;
  private long changedNs;
  private boolean changed;
  private boolean wholeKnown;
  private boolean whole;

  Settling(Snapshot first) {
    this.taken = first;
    this.last = first;
  }

  /** Takes notice of a new look at the files. */
  void see(Snapshot now, long nowNs) {
    if (!now.equals(last)) {
      last = now;
      touch(nowNs);
    }
  }

  /** Takes notice that the system named one of the files, whatever they look like. */
  void touch(long nowNs) {
    changed = true;
    changedNs = nowNs;
    wholeKnown = false;
  }

  /** Whether there are changes that were not taken. */
  boolean changed() {
    return changed;
  }

  /** How long until the changes can be taken if there are no more; 0 or less is now. */
  long restNs(long nowNs) {
    return last.nothing() ? Long.MAX_VALUE : changedNs + patience(nowNs).toNanos() - nowNs;
  }

  private Duration patience(long nowNs) {
    if (last.gapsSince(taken)) {
      return GAP;
    }
    List<Path> jars = last.jars();
    if (jars.isEmpty()) {
      return QUIET;
    }
    boolean quiet = nowNs - changedNs >= QUIET_JAR.toNanos();
    return quiet && !whole(jars) ? TORN : QUIET_JAR;
  }

  private boolean whole(List<Path> jars) {
    if (!wholeKnown) {
      whole = jars.stream().allMatch(Jar::whole);
      wholeKnown = true;
    }
    return whole;
  }

  /** When the last of the changes was noticed. */
  long noticedNs() {
    return changedNs;
  }

  /** Whether the files look otherwise than when changes were taken last. */
  boolean differs() {
    return !last.equals(taken);
  }

  /** The changes are taken. */
  Snapshot take() {
    changed = false;
    taken = last;
    return last;
  }
}
