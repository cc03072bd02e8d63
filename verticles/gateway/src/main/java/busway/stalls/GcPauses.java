package busway.stalls;

import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * The pauses of the garbage collector so far: the time in which it stops the program, without what
 * it does beside it. A look allocates nothing.
 */
final class GcPauses {

  private final GarbageCollectorMXBean[] beans;

  GcPauses() {
    beans =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(bean -> stopsTheProgram(bean.getName()))
            .toArray(GarbageCollectorMXBean[]::new);
  }

  /** ZGC and Shenandoah have a bean for their pauses and one for their cycles, which are none. */
  static boolean stopsTheProgram(String bean) {
    return !bean.endsWith(" Cycles");
  }

  /** Nanoseconds in pauses, to the millisecond. */
  long totalNs() {
    long ms = 0;
    for (GarbageCollectorMXBean bean : beans) {
      ms += Math.max(0, bean.getCollectionTime());
    }
    return ms * 1_000_000;
  }

  /** When the last of them ended, in nanoseconds since some time before, to the millisecond. */
  long lastEndNs() {
    long lastMs = 0;
    for (GarbageCollectorMXBean bean : beans) {
      if (bean instanceof com.sun.management.GarbageCollectorMXBean hotspot) {
        GcInfo last = hotspot.getLastGcInfo();
        lastMs = last == null ? lastMs : Math.max(lastMs, last.getEndTime());
      }
    }
    return lastMs * 1_000_000;
  }

  long count() {
    long count = 0;
    for (GarbageCollectorMXBean bean : beans) {
      count += Math.max(0, bean.getCollectionCount());
    }
    return count;
  }
}
