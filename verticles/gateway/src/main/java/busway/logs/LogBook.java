package busway.logs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What deployments said last, by name. From any thread.
 *
 * <p>A name that is deployed no more is forgotten {@link #KEPT} after its last line, or as soon as
 * another needs its place.
 */
public final class LogBook {

  static final Duration KEPT = Duration.ofMinutes(10);

  private final LogsBounds bounds;
  private final Predicate<String> deployed;
  private final Clock clock;
  private final Map<String, LogRing> rings = new ConcurrentHashMap<>();
  private final LongAdder lines = new LongAdder();
  private final LongAdder homeless = new LongAdder();

  /**
   * Makes an empty one.
   *
   * @param deployed whether there is a deployment of this name now
   */
  public LogBook(LogsBounds bounds, Predicate<String> deployed) {
    this(bounds, deployed, Clock.systemUTC());
  }

  LogBook(LogsBounds bounds, Predicate<String> deployed, Clock clock) {
    this.bounds = bounds;
    this.deployed = deployed;
    this.clock = clock;
  }

  /** Adds a line, with the time of now. */
  public void add(String deployment, Level level, String text) {
    add(deployment, new LogLine(clock.instant(), level, text));
  }

  void add(String deployment, LogLine line) {
    LogRing ring = rings.get(deployment);
    if (ring == null) {
      ring = open(deployment);
    }
    if (ring == null) {
      homeless.increment();
    } else {
      lines.increment();
      ring.add(line);
    }
  }

  private synchronized @Nullable LogRing open(String deployment) {
    prune();
    if (rings.size() >= bounds.maxNames() && !makeRoom()) {
      return null;
    }
    return rings.computeIfAbsent(
        deployment, name -> new LogRing(bounds.maxLines(), bounds.maxBytes()));
  }

  private boolean makeRoom() {
    return rings.entrySet().stream()
        .filter(entry -> !deployed.test(entry.getKey()))
        .min(Comparator.comparing(entry -> entry.getValue().last()))
        .map(entry -> rings.remove(entry.getKey()) != null)
        .orElse(false);
  }

  private void prune() {
    Instant oldest = clock.instant().minus(KEPT);
    rings
        .entrySet()
        .removeIf(
            entry -> entry.getValue().last().isBefore(oldest) && !deployed.test(entry.getKey()));
  }

  /** The last lines of a deployment, at most {@code most}; nothing if it never said anything. */
  public List<LogLine> last(String deployment, int most) {
    return tail(deployment, most).map(LogTail::read).orElse(List.of());
  }

  /** The last lines of a deployment and those to come; nothing if there is no such name. */
  public Optional<LogTail> tail(String deployment, int most) {
    prune();
    LogRing ring = rings.get(deployment);
    if (ring == null && deployed.test(deployment)) {
      ring = open(deployment);
    }
    return Optional.ofNullable(ring).map(found -> new LogTail(found, found.start(most)));
  }

  /** Lines that were kept since the start. */
  public long lines() {
    return lines.sum();
  }

  /** Lines that were not kept, for there were as many names as there may be. */
  public long homeless() {
    return homeless.sum();
  }
}
