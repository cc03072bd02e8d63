package busway.stalls;

import java.util.Locale;

/** Why an event loop stood still. */
enum StallCause {
  /** It computed. */
  CPU,
  /** It waited: for a lock, a file, another thread. */
  BLOCKED,
  /** The garbage collector had stopped the program. */
  GC,
  /** The machine did not let it run, or the whole process was stopped. */
  HOST;

  /** As in labels and JSON. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it was the doing of what ran on the loop. */
  boolean hasCulprit() {
    return this == CPU || this == BLOCKED;
  }
}
