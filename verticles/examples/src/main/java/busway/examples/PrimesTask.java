package busway.examples;

import busway.worker.Task;
import busway.worker.TaskException;
import busway.worker.TaskRequest;
import io.vertx.core.json.JsonObject;

/**
 * Computes with prime numbers: {@code {"limit": 1000000}} gets {@code {"limit": 1000000, "count":
 * 78498, "largest": 999983}}, and {@code {"nth": 10001}} gets {@code {"nth": 10001, "prime":
 * 104743}}.
 *
 * <p>Work that computes belongs on a pool with no more platform threads than there are cores to
 * spare: more would only take turns. It looks at {@link Thread#interrupted()} between segments,
 * which is how a request past its deadline gives its core back.
 *
 * <p>Config: {@code max}, default 1000000000, the largest number that is looked at.
 */
public final class PrimesTask implements Task {

  private final long max;

  /** Made once, when the gateway starts. */
  public PrimesTask(JsonObject config) {
    max = config.getLong("max", 1_000_000_000L);
    if (max < 2 || max > SegmentedSieve.MAX_LIMIT) {
      throw new IllegalArgumentException(
          "max: " + max + " (expected: 2 to " + SegmentedSieve.MAX_LIMIT + ")");
    }
  }

  @Override
  public JsonObject run(TaskRequest request) throws TaskException, InterruptedException {
    if (request.body() instanceof JsonObject body && body.size() == 1) {
      if (body.containsKey("limit")) {
        return count(number(body, "limit", 0));
      }
      if (body.containsKey("nth")) {
        return nth(number(body, "nth", 1));
      }
    }
    throw new TaskException("expected: {\"limit\": a number} or {\"nth\": a number}");
  }

  private long number(JsonObject body, String key, long least) throws TaskException {
    Object value = body.getValue(key);
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      if (number >= least && number <= max) {
        return number;
      }
    }
    throw new TaskException(
        key + ": " + value + " (expected: a whole number from " + least + " to " + max + ")");
  }

  private static JsonObject count(long limit) throws InterruptedException {
    SegmentedSieve sieve = new SegmentedSieve(limit);
    long count = 0;
    Long largest = null;
    while (next(sieve)) {
      int found = sieve.count();
      if (found > 0) {
        largest = sieve.prime(found);
      }
      count += found;
    }
    return new JsonObject().put("limit", limit).put("count", count).put("largest", largest);
  }

  private JsonObject nth(long nth) throws TaskException, InterruptedException {
    SegmentedSieve sieve = new SegmentedSieve(max);
    long before = 0;
    while (next(sieve)) {
      int found = sieve.count();
      if (before + found >= nth) {
        return new JsonObject().put("nth", nth).put("prime", sieve.prime((int) (nth - before)));
      }
      before += found;
    }
    throw new TaskException(
        "nth: " + nth + " (expected: at most " + before + ", the primes up to " + max + ")");
  }

  private static boolean next(SegmentedSieve sieve) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return sieve.next();
  }
}
