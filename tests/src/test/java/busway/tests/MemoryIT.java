package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What clients cost that are connected and say nothing, and that nothing of them stays behind. */
class MemoryIT {

  private static final Duration BOUND = Duration.ofMinutes(3);
  private static final int FEW = 500;
  private static final int MANY = 5_000;
  private static final int MOST = 20_000;

  /** Descriptors for all but the clients, on either side. */
  private static final int RESERVED_DESCRIPTORS = 1_000;

  private static final long JVM_BYTES = 256 << 10;

  private static final List<String> GAUGES =
      List.of(
          "busway_connections",
          "busway_subscriptions",
          "busway_pending_replies",
          "busway_requests_in_flight",
          "busway_outbound_bytes",
          "busway_eventbus_handlers",
          "busway_eventbus_pending");

  /** Clients that join a crowd. */
  private interface Joining {
    void join(Crowd crowd, int count) throws Exception;
  }

  @Test
  void anIdleTcpConnectionTakesLessThan4KiBOfHeap() throws Exception {
    try (RunningBusway busway = start()) {
      assertThat(heapBytesAClient(busway, Crowd::joinTcp)).isBetween(500L, 4L << 10);
    }
  }

  @Test
  void anIdleWebSocketTakesLessThan6KiBOfHeap() throws Exception {
    try (RunningBusway busway = start()) {
      assertThat(heapBytesAClient(busway, Crowd::joinWebSocket)).isBetween(500L, 6L << 10);
      assertThat(busway.complaints()).noneMatch(line -> line.contains("WARN"));
    }
  }

  private static long heapBytesAClient(RunningBusway busway, Joining clients) throws Exception {
    try (Crowd crowd = new Crowd(busway)) {
      Usage usage = new Usage(busway);
      clients.join(crowd, FEW);
      awaitClients(usage, FEW);
      long before = usage.liveHeapBytes();
      clients.join(crowd, MANY);
      awaitClients(usage, FEW + MANY);
      return (usage.liveHeapBytes() - before) / MANY;
    }
  }

  /**
   * Tables keep the size they once had, and classes stay loaded: the second crowd finds both there,
   * so whatever it leaves behind is lost. What may be left is less than a link of a hash table (24
   * bytes) for each of twenty thousand, most of it for the JVM's own doings.
   */
  @Test
  void twentyThousandClientsLeaveNothingBehind() throws Exception {
    int clients = Math.clamp(descriptors() - RESERVED_DESCRIPTORS, FEW, MOST);
    try (RunningBusway busway = start();
        Crowd crowd = new Crowd(busway)) {
      Usage usage = new Usage(busway);
      Map<String, Double> gauges = gauges(usage);
      comeAndGo(crowd, usage, clients, gauges);
      long heap = usage.liveHeapBytes();
      double files = usage.meter("process_files_open_files");
      double direct = usage.meter("busway_direct_memory_used_bytes");
      comeAndGo(crowd, usage, clients, gauges);
      long mayBeLeft = JVM_BYTES + 8L * clients;
      Await.until(BOUND, "the heap is as it was", () -> usage.liveHeapBytes() - heap < mayBeLeft);
      assertThat(usage.meter("process_files_open_files") - files).isLessThan(16);
      assertThat(usage.meter("busway_direct_memory_used_bytes") - direct).isLessThan(4 << 20);
    }
  }

  private static void comeAndGo(Crowd crowd, Usage usage, int clients, Map<String, Double> gauges)
      throws Exception {
    crowd.joinTcp(clients / 2);
    crowd.joinWebSocket(clients - clients / 2);
    awaitClients(usage, clients);
    crowd.leave();
    Await.until(BOUND, "the gauges are as before", () -> gauges(usage).equals(gauges));
  }

  private static void awaitClients(Usage usage, int clients) {
    Await.until(
        BOUND,
        clients + " clients are subscribed",
        () ->
            usage.meter("busway_connections") == clients
                && usage.meter("busway_subscriptions") == clients
                && usage.meter("busway_eventbus_handlers", "consumer") >= clients);
  }

  private static Map<String, Double> gauges(Usage usage) {
    Map<String, Double> values = new TreeMap<>();
    GAUGES.forEach(name -> values.put(name, usage.meter(name)));
    return values;
  }

  private static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : 2 * RESERVED_DESCRIPTORS;
  }

  /** Clients that do not answer pings are to be kept for as long as the test takes. */
  private static RunningBusway start() throws InterruptedException {
    return RunningBusway.start(
        "--set",
        "permissions.outbound=[{address: crowd.*}]",
        "--set",
        "websocket.ping-timeout=10m",
        "--set",
        "verticles=[]");
  }
}
