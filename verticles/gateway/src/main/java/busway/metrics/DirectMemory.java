package busway.metrics;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Memory of buffers outside the heap: Netty's own account where it keeps one, else the JVM's. Both
 * have the same limit.
 */
final class DirectMemory implements MeterSource {

  private static final List<BufferPoolMXBean> POOLS =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
          .filter(pool -> pool.getName().equals("direct"))
          .toList();

  @Override
  public void sample(Samples samples) {
    long jvm = POOLS.stream().mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    samples.add(Meter.DIRECT_MEMORY_USED, Math.max(jvm, PlatformDependent.usedDirectMemory()));
    samples.add(Meter.DIRECT_MEMORY_LIMIT, PlatformDependent.maxDirectMemory());
  }
}
