package busway.metrics;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM's scheduler of virtual threads tells of itself. Java tells it from 24 on, and is
 * asked by reflection since the gateway also runs on 21; there these meters are absent.
 */
final class VirtualThreadScheduler implements MeterSource {

  private static final String BEAN = "jdk.management.VirtualThreadSchedulerMXBean";

  /** Looked up by the first scrape rather than on the way to a start. */
  private static final class Holder {
    static final @Nullable Bean BEAN = Bean.find();
  }

  private record Bean(Object bean, Method mounted, Method queued, Method parallelism) {

    static @Nullable Bean find() {
      try {
        Class<? extends PlatformManagedObject> type =
            Class.forName(VirtualThreadScheduler.BEAN).asSubclass(PlatformManagedObject.class);
        return new Bean(
            ManagementFactory.getPlatformMXBean(type),
            type.getMethod("getMountedVirtualThreadCount"),
            type.getMethod("getQueuedVirtualThreadCount"),
            type.getMethod("getParallelism"));
      } catch (ReflectiveOperationException | RuntimeException olderJava) {
        return null;
      }
    }

    long ask(Method what) {
      try {
        return ((Number) what.invoke(bean)).longValue();
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(what.getName(), e);
      }
    }
  }

  /** Whether this Java tells. */
  static boolean known() {
    return Holder.BEAN != null;
  }

  @Override
  public void sample(Samples samples) {
    Bean bean = Holder.BEAN;
    if (bean != null) {
      samples.add(Meter.VIRTUAL_THREADS, bean.ask(bean.mounted()), "mounted");
      samples.add(Meter.VIRTUAL_THREADS, Math.max(0, bean.ask(bean.queued())), "queued");
      samples.add(Meter.VIRTUAL_THREAD_PARALLELISM, bean.ask(bean.parallelism()));
    }
  }
}
