package busway.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * How many consumers each address of the event bus has on this node, as the bus tells its metrics.
 * A consumer is counted before its registration returns. From any thread.
 */
public final class ConsumerCounts {

  private final ConcurrentMap<String, ConsumerCount> byAddress = new ConcurrentHashMap<>();

  ConsumerCounts() {}

  /** The consumers of one address, for as long as it has any. */
  public static final class ConsumerCount {

    private final String address;
    private volatile int consumers;

    private ConsumerCount(String address) {
      this.address = address;
    }

    /** How many there are now. */
    public int value() {
      return consumers;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer at a time: the map's lock
    private ConsumerCount changed(int by) {
      consumers += by;
      return this;
    }
  }

  /** The count of an address; null where nobody consumes it, or where nobody counts. */
  public @Nullable ConsumerCount of(String address) {
    return byAddress.get(address);
  }

  ConsumerCount added(String address) {
    return byAddress.compute(
        address, (key, count) -> (count == null ? new ConsumerCount(address) : count).changed(1));
  }

  void removed(ConsumerCount count) {
    byAddress.computeIfPresent(
        count.address, (key, same) -> same.changed(-1).consumers == 0 ? null : same);
  }
}
