package busway.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The open files of the process and their limit, under the names that Micrometer gives them. Java
 * counts them by listing them all, a millisecond for a thousand connections; Linux, from 6.2 on,
 * tells their number as the size of their folder.
 */
final class OpenFiles implements MeterBinder {

  private static final Path FOLDER = Path.of("/proc/self/fd");

  private final boolean counted = size() > 0;

  @Override
  public void bindTo(MeterRegistry registry) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      Gauge.builder(
              "process.files.open", () -> counted ? size() : unix.getOpenFileDescriptorCount())
          .description("The open file descriptor count")
          .baseUnit(BaseUnits.FILES)
          .register(registry);
      Gauge.builder("process.files.max", unix::getMaxFileDescriptorCount)
          .description("The maximum file descriptor count")
          .baseUnit(BaseUnits.FILES)
          .register(registry);
    }
  }

  /** 0 where the system does not tell. */
  private static long size() {
    try {
      return Files.size(FOLDER);
    } catch (IOException notLinux) {
      return 0;
    }
  }
}
