package busway.metrics;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * What one pool of workers counts. The pool's threads and its event loop write, the scraping thread
 * reads.
 */
public final class PoolMetrics {

  /** Requests refused on arrival because the queue was full. */
  public final LongAdder rejected = new LongAdder();

  /** Requests given up at their deadline, waiting or running. */
  public final LongAdder timeouts = new LongAdder();

  /** Requests given up because the gateway stopped: on arrival, waiting or running. */
  public final LongAdder cancelled = new LongAdder();

  /** Requests whose task threw, or returned what the event bus cannot carry as JSON. */
  public final LongAdder failed = new LongAdder();

  /** From a request's arrival to the start of its task; only of requests that were run. */
  public final SharedHistogram queueTime = new SharedHistogram();

  /** From the start of a task to its end, past its deadline too. */
  public final SharedHistogram runTime = new SharedHistogram();

  private final String pool;
  private final IntSupplier queued;
  private final IntSupplier active;
  private final IntSupplier size;

  PoolMetrics(String pool, IntSupplier queued, IntSupplier active, IntSupplier size) {
    this.pool = pool;
    this.queued = queued;
    this.active = active;
    this.size = size;
  }

  /** The label of this pool. */
  public String pool() {
    return pool;
  }

  /** Requests that wait for a thread now. */
  public int queued() {
    return queued.getAsInt();
  }

  /** Tasks that run now. */
  public int active() {
    return active.getAsInt();
  }

  /** Tasks that may run at once; below 0 if there is no bound. */
  public int size() {
    return size.getAsInt();
  }
}
