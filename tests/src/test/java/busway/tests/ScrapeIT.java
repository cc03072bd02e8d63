package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scrape of a running gateway looks like, to Prometheus' own linter too. */
class ScrapeIT {

  private static final Duration BOUND = Duration.ofMinutes(3);
  private static final int CLIENTS = 1_000;
  private static final int ADDRESSES = 100_000;
  private static final Pattern ADDRESS = Pattern.compile("address=\"([^\"]*)\"");
  private static final String PINNED = "busway_virtual_thread_pinned_seconds";

  /** Micrometer's names, which other dashboards know. */
  private static final Set<String> NOT_OURS =
      Set.of(
          "process_cpu_time_ns_total metric names should not contain abbreviated units",
          "system_cpu_count non-histogram and non-summary metrics should not have \"_count\" suffix");

  private static String scrape(RunningBusway busway) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(busway.admin().resolve("metrics")).build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }

  private static Set<String> series(RunningBusway busway) throws Exception {
    return scrape(busway)
        .lines()
        .filter(line -> line.startsWith("busway_"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The flight recorder starts after the gateway; its meter is there from its first word on. */
  private static void awaitPinned(RunningBusway busway) {
    Await.until(BOUND, PINNED, () -> showsPinned(busway));
  }

  private static boolean showsPinned(RunningBusway busway) {
    return seriesNow(busway).stream().anyMatch(name -> name.startsWith(PINNED));
  }

  private static Set<String> seriesNow(RunningBusway busway) {
    try {
      return series(busway);
    } catch (Exception e) {
      throw new IllegalStateException("no metrics", e);
    }
  }

  @Test
  void prometheusFindsNothingToMendInOurNames(@TempDir Path folder) throws Exception {
    try (RunningBusway busway = RunningBusway.start()) {
      awaitPinned(busway);
      Files.writeString(folder.resolve("metrics"), scrape(busway));
    }
    List<String> lint = List.of("sh", "-c", "promtool check metrics < metrics 2>&1");
    try (Child promtool = Child.start(folder, Map.of(), lint)) {
      promtool.awaitExit(BOUND);
      assertThat(Set.copyOf(promtool.stdout())).isEqualTo(NOT_OURS);
    }
  }

  @Test
  void aThousandClientsAddNoSeries() throws Exception {
    try (RunningBusway busway =
            RunningBusway.start(
                "--set",
                "permissions.outbound=[{address: crowd.*}]",
                "--set",
                "websocket.ping-timeout=10m");
        Crowd crowd = new Crowd(busway)) {
      awaitPinned(busway);
      crowd.joinTcp(1);
      crowd.joinWebSocket(1);
      Set<String> before = settled(busway);
      crowd.joinTcp(CLIENTS / 2);
      crowd.joinWebSocket(CLIENTS / 2);
      Usage usage = new Usage(busway);
      Await.until(BOUND, "clients", () -> usage.meter("busway_subscriptions") == CLIENTS + 2);

      assertThat(before).hasSizeGreaterThan(400);
      Set<String> more = ofClients(busway);
      more.removeAll(before);
      assertThat(more).isEmpty();
    }
  }

  /** Addresses of a verticle, of clients that subscribe, of nobody, and some that are denied. */
  @Test
  void aHundredThousandAddressesAddSeriesForFiftyOfThem() throws Exception {
    try (RunningBusway busway =
            RunningBusway.start(
                "--classpath",
                Path.of("target/test-classes").toAbsolutePath().toString(),
                "--set",
                "permissions.inbound=[{address: many.*}, {address: nobody.*}]",
                "--set",
                "permissions.outbound=[{address: topic.*}]",
                "--set",
                "verticles=[{name: many, main: busway.tests.ManyAddressesVerticle, instances: 100,"
                    + " config: {addresses: %d}}]".formatted(ADDRESSES / 100));
        TcpClient client = new TcpClient(busway.tcpPort())) {
      awaitPinned(busway);
      Usage usage = new Usage(busway);
      flood(client, 1);
      Await.until(BOUND, "one each", () -> usage.meter("busway_errors_total") > 0);
      Set<String> before = settled(busway);

      flood(client, ADDRESSES);

      Await.until(
          BOUND,
          "all of them",
          () -> usage.meter("busway_eventbus_handler_seconds_count", "many") > ADDRESSES - 100);
      Set<String> after = ofClients(busway);
      assertThat(addresses(after)).hasSizeLessThanOrEqualTo(51).contains("other");
      after.removeAll(before);
      assertThat(after).isNotEmpty().allMatch(name -> name.contains("address=\""));
    }
  }

  private static void flood(TcpClient client, int addresses) throws Exception {
    for (int i = 0; i < addresses; i++) {
      client.send("{\"type\":\"send\",\"address\":\"many.%d\",\"body\":%d}".formatted(i, i));
    }
    for (int i = 0; i < Math.min(addresses, CLIENTS); i++) {
      client.register("topic." + i);
      client.send("{\"type\":\"send\",\"address\":\"nobody.%d\",\"body\":1}".formatted(i));
      client.request("denied." + i, "1");
    }
  }

  private static Set<String> addresses(Set<String> series) {
    return series.stream()
        .flatMap(name -> ADDRESS.matcher(name).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The series once there have been no more of them for a while: some come with the first seconds.
   */
  private static Set<String> settled(RunningBusway busway) throws Exception {
    AtomicReference<Set<String>> last = new AtomicReference<>(ofClients(busway));
    AtomicInteger same = new AtomicInteger();
    Await.until(
        BOUND,
        "no more series",
        () -> {
          Set<String> now = ofClients(busway);
          same.set(now.equals(last.getAndSet(now)) ? same.get() + 1 : 0);
          return same.get() == 20;
        });
    return last.get();
  }

  /** All series but those of stalls, which come with their culprits; they have a bound too. */
  private static Set<String> ofClients(RunningBusway busway) {
    Set<String> names = new TreeSet<>(seriesNow(busway));
    names.removeIf(name -> name.contains("culprit="));
    return names;
  }

  @Test
  void aJavaWithoutTheFlightRecorderStartsAndSaysSo() throws Exception {
    String modules =
        "--limit-modules=java.se,jdk.httpserver,jdk.management,jdk.unsupported,jdk.net";
    try (RunningBusway busway = RunningBusway.start(Map.of("BUSWAY_JAVA_OPTS", modules))) {
      Await.until(
          BOUND,
          "it says so",
          () -> busway.stderr().stream().anyMatch(line -> line.contains("no flight recorder")));

      assertThat(series(busway))
          .anyMatch(name -> name.startsWith("busway_worker_size"))
          .noneMatch(name -> name.startsWith(PINNED));
      assertThat(busway.stop()).isZero();
    }
  }

  @Test
  void doesNotRecordWhereItIsToldNotTo() throws Exception {
    try (RunningBusway busway = RunningBusway.start("--set", "metrics.jfr=false")) {
      String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      List<String> check = List.of(jcmd, Long.toString(busway.pid()), "JFR.check");
      try (Child child = Child.start(Path.of("."), Map.of(), check)) {
        assertThat(child.awaitExit(BOUND)).isZero();
        assertThat(String.join("\n", child.stdout())).contains("No available recordings");
      }
      assertThat(series(busway)).noneMatch(name -> name.startsWith(PINNED));
    }
  }
}
