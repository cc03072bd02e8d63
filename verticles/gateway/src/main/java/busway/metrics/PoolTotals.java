package busway.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Every pool of workers, those of Vert.x too. Pools of one name are summed. */
final class PoolTotals implements MeterSource {

  private final List<PoolMetrics> pools = new CopyOnWriteArrayList<>();

  void add(PoolMetrics pool) {
    pools.add(pool);
  }

  @Override
  public void sample(Samples samples) {
    Map<String, List<PoolMetrics>> byName = new LinkedHashMap<>();
    for (PoolMetrics pool : pools) {
      byName.computeIfAbsent(pool.pool(), key -> new ArrayList<>()).add(pool);
    }
    byName.forEach((name, same) -> sample(samples, name, same));
  }

  private static void sample(Samples to, String name, List<PoolMetrics> same) {
    long size = now(same, PoolMetrics::size);
    if (size > 0 && same.stream().noneMatch(pool -> pool.size() < 0)) {
      to.add(Meter.WORKER_SIZE, size, name);
    }
    to.add(Meter.WORKER_ACTIVE, now(same, PoolMetrics::active), name);
    to.add(Meter.WORKER_QUEUE_SIZE, now(same, PoolMetrics::queued), name);
    to.add(Meter.WORKER_QUEUE, same.stream().map(p -> p.queueTime).toList(), name);
    to.add(Meter.WORKER_RUN, same.stream().map(p -> p.runTime).toList(), name);
    to.add(Meter.WORKER_REJECTED, total(same, p -> p.rejected), name);
    to.add(Meter.WORKER_TIMEOUTS, total(same, p -> p.timeouts), name);
    to.add(Meter.WORKER_CANCELLED, total(same, p -> p.cancelled), name);
    to.add(Meter.WORKER_FAILED, total(same, p -> p.failed), name);
  }

  private static long now(List<PoolMetrics> same, ToIntFunction<PoolMetrics> value) {
    return same.stream().mapToInt(value).asLongStream().sum();
  }

  private static long total(List<PoolMetrics> same, Function<PoolMetrics, LongAdder> count) {
    return same.stream().map(count).mapToLong(LongAdder::sum).sum();
  }
}
