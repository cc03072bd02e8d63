package busway.loops;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What each loop had done until one moment.
 *
 * @param atMs of the wall clock
 * @param atNs of the same moment, as {@link System#nanoTime}
 */
record LoopSlice(long atMs, long atNs, List<Done> loops) {

  /** What one loop had done. */
  private record Done(String name, long ioNs, long tasksNs) {

    JsonObject since(Done before, long sliceNs) {
      return new JsonObject()
          .put("name", name)
          .put("io", share(ioNs - before.ioNs, sliceNs))
          .put("tasks", share(tasksNs - before.tasksNs, sliceNs));
    }

    /** Of 1, to four places. */
    private static double share(long ns, long sliceNs) {
      return Math.round(Math.clamp((double) ns / sliceNs, 0, 1) * 1e4) / 1e4;
    }
  }

  static LoopSlice of(List<LoopActivity> loops) {
    List<Done> done = new ArrayList<>(loops.size());
    long atNs = System.nanoTime();
    for (LoopActivity loop : loops) {
      done.add(new Done(loop.name(), loop.ioNs(), loop.tasksNs()));
    }
    return new LoopSlice(System.currentTimeMillis(), atNs, List.copyOf(done));
  }

  /** The slice of time between an earlier moment and this one, as the page reads it. */
  JsonObject since(LoopSlice before) {
    long sliceNs = Math.max(1, atNs - before.atNs);
    JsonArray shares = new JsonArray();
    for (int i = 0; i < loops.size(); i++) {
      shares.add(loops.get(i).since(before.loops.get(i), sliceNs));
    }
    return new JsonObject().put("atMs", atMs).put("sliceMs", sliceNs / 1e6).put("loops", shares);
  }
}
