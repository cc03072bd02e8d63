package busway.bench.load;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What a run counts: every message, the latencies of the measured part, errors by kind. */
final class Tally {

  private static final long LONGEST_NS = 3_600_000_000_000L;
  private static final int KINDS = 50;
  private static final int KIND_CHARACTERS = 80;

  private final Histogram latencyNs = new Histogram(LONGEST_NS, 3);
  private final NavigableMap<String, Long> errors = new TreeMap<>();
  private final NavigableMap<String, String> firsts = new TreeMap<>();
  private boolean measuring;
  private long expected;
  private long received;
  private long refused;

  /** From now on latencies count, or no longer. */
  void measure(boolean on) {
    measuring = on;
  }

  /** Adds what another has counted. */
  void add(Tally other) {
    latencyNs.add(other.latencyNs);
    expected += other.expected;
    received += other.received;
    refused += other.refused;
    other.errors.forEach((kind, count) -> errors.merge(kind, count, Long::sum));
    other.firsts.forEach(firsts::putIfAbsent);
  }

  /** So many more replies or deliveries must come. */
  void expect(long messages) {
    expected += messages;
  }

  /** One that was expected came. */
  void receive(long latency) {
    received++;
    if (measuring) {
      latencyNs.recordValue(Math.clamp(latency, 0, LONGEST_NS));
    }
  }

  /** An answer says that a request failed: answered, and yet an error. */
  void fail(String kind, Object detail) {
    received++;
    error(kind, detail);
  }

  /** The gateway refused a frame without saying which: what was expected of it will not come. */
  void refuse(String kind, Object detail, long messages) {
    refused += messages;
    error(kind, detail);
  }

  /** Something else that must not be. The first of a kind is kept whole. */
  void error(String kind, Object detail) {
    String cut = kind.length() > KIND_CHARACTERS ? kind.substring(0, KIND_CHARACTERS) : kind;
    String counted = errors.containsKey(cut) || errors.size() < KINDS ? cut : "other";
    if (errors.merge(counted, 1L, Long::sum) == 1) {
      firsts.put(counted, detail.toString());
    }
  }

  /** Whether nothing more can be waited for. */
  boolean settled() {
    return received + refused >= expected;
  }

  long expected() {
    return expected;
  }

  long received() {
    return received;
  }

  /** What never came. */
  long lost() {
    return Math.max(0, expected - received);
  }

  /** Whether all that was expected came, and nothing else did. */
  boolean clean() {
    return expected == received && errors.isEmpty();
  }

  Histogram latencyNs() {
    return latencyNs;
  }

  /** How often each kind of error happened. */
  NavigableMap<String, Long> errors() {
    return Collections.unmodifiableNavigableMap(errors);
  }

  /** The first error of each kind, whole. */
  NavigableMap<String, String> firsts() {
    return Collections.unmodifiableNavigableMap(firsts);
  }
}
