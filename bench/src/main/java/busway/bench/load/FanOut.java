package busway.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the threads of a fan-out have in common. Publisher P is the one of thread P modulo threads.
 */
final class FanOut {

  private static final long MOST_PAIRS = 10_000_000;

  private final int subscribers;
  private final int publishers;
  private final Flights flights;
  private final AtomicInteger deaf;
  private final List<FanOutLoad> loads = new ArrayList<>();

  FanOut(int subscribers, int publishers, Pace pace) {
    if ((long) subscribers * publishers > MOST_PAIRS) {
      throw new Refusal(
          "--publishers",
          publishers,
          "at most " + MOST_PAIRS / subscribers + " with so many others");
    }
    this.subscribers = subscribers;
    this.publishers = publishers;
    this.flights = new Flights(publishers, subscribers, pace.unanswered(publishers, Flights.MOST));
    this.deaf = new AtomicInteger(subscribers);
  }

  int subscribers() {
    return subscribers;
  }

  int publishers() {
    return publishers;
  }

  Flights flights() {
    return flights;
  }

  /** One subscriber has heard a probe for the first time. */
  void heardProbe() {
    deaf.decrementAndGet();
  }

  /** Whether each subscriber has heard a probe. */
  boolean heard() {
    return deaf.get() == 0;
  }

  /** Adds the next thread's. Before any of them runs. */
  void join(FanOutLoad load) {
    loads.add(load);
  }

  /** The one whose publisher this is. */
  FanOutLoad of(int publisher) {
    return loads.get(publisher % loads.size());
  }
}
