package busway.metrics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import busway.loops.Balance;
import busway.loops.EventLoops;
import busway.loops.HandlerTimes;
import busway.loops.LoadBalance;
import busway.loops.LoopTransport;
import busway.loops.TransportKind;
import busway.session.CloseReason;
import busway.stalls.Watchdog;
import busway.testing.Wait;
import busway.vertx.Localities;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds docs/metrics.md to what a running registry exports, both ways. */
class MetricsDocTest {

  /** A table's row: name, type, unit, labels. */
  private record Row(String type, String unit, Set<String> labels) {}

  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_0-9]+)` \\| (\\w+) \\| *(\\w*) *\\|([^|]*)\\|.*");

  /** Exported only after something happened that a test cannot be sure to provoke. */
  private static final Set<String> SOMETIMES =
      Set.of(
          "jvm_gc_pause_seconds",
          "jvm_gc_pause_seconds_max",
          "jvm_gc_concurrent_phase_time_seconds",
          "jvm_gc_concurrent_phase_time_seconds_max");

  /** Exported where Java has them, from 24 on. */
  private static final Set<String> FROM_JAVA_24 =
      Set.of("busway_virtual_threads", "busway_virtual_thread_parallelism");

  private final GatewayMetrics metrics = new GatewayMetrics();
  private final Map<String, Row> documented = new TreeMap<>();
  private Vertx vertx;
  private EventLoops loops;
  private Watchdog watchdog;
  private Scraped scraped;

  @BeforeEach
  void scrape() throws IOException {
    LoopTransport transport = new LoopTransport(TransportKind.AUTO, true);
    vertx = transport.install(metrics.install(Vertx.builder().with(new VertxOptions()))).build();
    loops = EventLoops.start(vertx, transport, MetricsConfig.DEFAULTS.lagProbeInterval());
    watchdog = Watchdog.start(loops, MetricsConfig.DEFAULTS.stalls(), metrics.hiccups());
    metrics.observe(watchdog);
    metrics.observe(transport.name(), loops);
    HandlerTimes.start(vertx, loops, metrics, HandlersConfig.DEFAULTS);
    LoadBalance.start(loops, new Localities(vertx), metrics, Balance.AUTO);
    vertx.eventBus().consumer("address", message -> message.reply(null));
    Wait.on(vertx.eventBus().request("address", null));
    metrics.edge("tcp", List.of("client"), List.of("invalid_json"));
    metrics.pool("cpu", () -> 0, () -> 0, 1);
    metrics.add(new AdminMetrics(List.of("conflict"), () -> 0, () -> 0, () -> 0));
    metrics.processes().counts("worker");
    metrics.processes().add(child());
    metrics.record();
    Wait.until("the recorder runs", this::exportsPinnedThreads);
    for (String line : Files.readAllLines(Path.of("../../docs/metrics.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        documented.put(row.group(1), new Row(row.group(2), row.group(3), words(row.group(4))));
      }
    }
  }

  private static ProcessMetrics.Figures child() {
    return new ProcessMetrics.Figures() {
      @Override
      public String deployment() {
        return "worker";
      }

      @Override
      public int instance() {
        return 0;
      }

      @Override
      public boolean up() {
        return true;
      }

      @Override
      public double cpuSeconds() {
        return 1;
      }

      @Override
      public long memoryBytes() {
        return 1;
      }
    };
  }

  private boolean exportsPinnedThreads() {
    scraped = Scraped.of(metrics);
    return scraped.families().contains(Meter.VIRTUAL_THREAD_PINNED.fullName());
  }

  private static boolean exportedHere(String name) {
    return Runtime.version().feature() >= 24 || !FROM_JAVA_24.contains(name);
  }

  private static Set<String> words(String commaSeparated) {
    Set<String> words = new TreeSet<>(List.of(commaSeparated.strip().split(", *")));
    words.remove("");
    return words;
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
    watchdog.close();
    loops.close();
    metrics.close();
  }

  @Test
  void everyMeterThatIsExportedIsDocumented() {
    assertThat(documented.keySet()).containsAll(scraped.families());
  }

  @Test
  void everyMeterThatIsDocumentedIsExported() {
    Set<String> missing = new TreeSet<>(documented.keySet());
    missing.removeAll(scraped.families());
    missing.removeAll(SOMETIMES);
    missing.removeIf(name -> !exportedHere(name));

    assertThat(missing).isEmpty();
  }

  @Test
  void everyMeterOfTheCatalogueIsExportedWithTheDocumentedTypeUnitAndLabels() {
    for (Meter meter : Meter.values()) {
      Row row = requireNonNull(documented.get(meter.fullName()), meter.fullName());
      assertThat(row.type()).as(meter.fullName()).isEqualToIgnoringCase(meter.type().name());
      assertThat(row.unit()).as(meter.fullName()).isEqualTo(meter.unit());
      assertThat(row.labels()).as(meter.fullName()).hasSameElementsAs(meter.labels());
      assertThat(scraped.families().contains(meter.fullName()))
          .as(meter.fullName())
          .isEqualTo(exportedHere(meter.fullName()));
    }
  }

  @Test
  void everyReasonWhyAConnectionEndsIsDocumented() throws IOException {
    String page = Files.readString(Path.of("../../docs/metrics.md"));

    for (CloseReason reason : CloseReason.values()) {
      assertThat(page).contains("`" + reason.text() + "`");
    }
  }
}
