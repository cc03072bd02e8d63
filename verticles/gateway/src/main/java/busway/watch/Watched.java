package busway.watch;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The files of one deployment, and what they were when it was deployed. Used by one thread. */
final class Watched {

  private static final String UNKNOWN = "?";

  private final String name;
  private Set<Path> paths = Set.of();
  private Map<Path, String> deployed = new HashMap<>();
  private Settling settling = new Settling(new Snapshot(Map.of()));
  private Change change = new Change(List.of(), 0);
  private long readMs;
  private int version;
  private boolean failed;
  private boolean busy;

  /**
   * Makes one that looks at nothing yet.
   *
   * @param readMs when its files were read to deploy it or just before, since 1970
   */
  Watched(String name, long readMs) {
    this.name = name;
    this.readMs = readMs;
  }

  String name() {
    return name;
  }

  /** What it looks at. */
  Set<Path> paths() {
    return paths;
  }

  /** The version that runs; 0 if none does. */
  int version() {
    return version;
  }

  /**
   * It serves.
   *
   * @return the change that this version is on behalf of, when it is heard of first; a version that
   *     is not for a change was deployed by others
   */
  Optional<Change> runs(int now) {
    boolean next = version != now;
    if (next && !busy) {
      startedByOthers();
    }
    version = now;
    Optional<Change> mine = next && busy ? Optional.of(change) : Optional.empty();
    if (next) {
      done(true);
    }
    return mine;
  }

  /** What of a first version was written while it started may be of before or after. */
  private void startedByOthers() {
    if (version > 0) {
      deployed = settling.take().contents();
      failed = false;
    } else {
      Snapshot.of(paths).writtenAfter(readMs).forEach(file -> deployed.put(file, UNKNOWN));
    }
  }

  /** It serves no more; whether that is not for a change here, which says so by itself. */
  boolean fails() {
    version = 0;
    failed = true;
    return !busy;
  }

  /** Whether it is being redeployed because of a change. */
  boolean busy() {
    return busy;
  }

  /** Whether it is being redeployed because of this change, and not of a later one. */
  boolean isBusyWith(Change one) {
    return busy && change.equals(one);
  }

  /** The change that it was redeployed for last. */
  Change change() {
    return change;
  }

  /**
   * Looks at these from now on. What is in those that it has not known is what was deployed, unless
   * they were written after that.
   */
  void follow(Collection<Path> files, long nowNs) {
    Set<Path> wanted = new TreeSet<>(files);
    if (wanted.equals(paths)) {
      return;
    }
    Snapshot now = Snapshot.of(wanted);
    Map<Path, String> contents = now.contents();
    now.writtenAfter(readMs).forEach(file -> contents.put(file, UNKNOWN));
    deployed.keySet().retainAll(contents.keySet());
    contents.forEach(deployed::putIfAbsent);
    paths = wanted;
    settling = new Settling(now);
    settling.touch(nowNs);
  }

  /** Looks at its files. */
  void look(long nowNs) {
    settling.see(Snapshot.of(paths), nowNs);
  }

  /** Takes notice of what the system says has changed; whether that concerns it. */
  boolean touch(Set<Path> changed, long nowNs) {
    boolean mine = changed.stream().anyMatch(file -> paths.stream().anyMatch(file::startsWith));
    if (mine) {
      settling.touch(nowNs);
    }
    return mine;
  }

  /** The change could not be taken now. */
  void postpone() {
    busy = false;
    deployed.replaceAll((file, content) -> UNKNOWN);
    if (!settling.changed()) {
      settling.touch(change.noticedNs());
    }
  }

  /** Whether its files may have changed and nothing was done about it. */
  boolean changed() {
    return settling.changed();
  }

  /** Whether its files were saved since it was redeployed for a change of them. */
  boolean saved() {
    return settling.differs();
  }

  /** When the last change of its files was noticed. */
  long noticedNs() {
    return settling.noticedNs();
  }

  /** How long until the files can be read if nobody writes; 0 or less is now. */
  long restNs(long nowNs) {
    return settling.restNs(nowNs);
  }

  /** Takes the change; whether it has to be redeployed for it, which has begun then. */
  boolean take() {
    boolean saved = settling.differs();
    long noticedNs = settling.noticedNs();
    readMs = System.currentTimeMillis();
    Map<Path, String> contents = settling.take().contents();
    List<Path> differ =
        contents.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(deployed.get(entry.getKey())))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    deployed = contents;
    change = new Change(differ, noticedNs);
    busy = !differ.isEmpty() || failed && saved;
    return busy;
  }

  /** What it was redeployed for has ended. */
  void done(boolean ok) {
    busy = false;
    failed = !ok;
  }
}
