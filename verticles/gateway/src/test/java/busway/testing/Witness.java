package busway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients of both transports on both loops that make round trips, one after the other, all the
 * while: what other clients do may not hurt them.
 */
public final class Witness implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Witness.class);
  private static final int AT_LEAST = 20;
  private static final int MAX_LATENCY_MS = 3_000;
  private static final long LATE_NS = 50_000_000;

  /** A round trip that took its time. */
  private record Trip(long fromNs, long toNs) {}

  private final List<TcpClient> tcp;
  private final List<WebSocketClient> webSocket;
  private final Thread thread;
  private volatile boolean over;
  private volatile int trips;
  private final List<Trip> late = new CopyOnWriteArrayList<>();
  private final Standstills standstills = new Standstills();
  private volatile @Nullable Throwable failure;

  /** Connects, and makes the first round trips before it returns. */
  @SuppressWarnings("ThreadJoinLoop")
  public Witness(TestGateway gateway) {
    tcp = List.of(gateway.tcp(), gateway.tcp());
    webSocket = List.of(gateway.webSocket(), gateway.webSocket());
    thread = Thread.ofPlatform().name("witness").start(this::run);
    waitForMore();
  }

  /** Waits until the clients have made some more round trips. */
  public void waitForMore() {
    int enough = trips + AT_LEAST;
    Wait.until("round trips of the witness", () -> trips >= enough || failure != null);
  }

  private void run() {
    try {
      for (int i = 0; !over; i++) {
        long startNs = System.nanoTime();
        trip(i);
        long tookNs = System.nanoTime() - startNs;
        if (tookNs > LATE_NS) {
          late.add(new Trip(startNs, startNs + tookNs));
        }
        trips = i + 1;
      }
    } catch (RuntimeException | AssertionError e) {
      failure = e;
    }
  }

  private void trip(int i) {
    String request =
        "{'type':'send','address':'echo','replyAddress':'r" + i + "','body':[" + i + "]}";
    if ((i & 1) == 0) {
      tcp.get(i >> 1 & 1).says(request);
      tcp.get(i >> 1 & 1)
          .hears(
              "{'type':'message','address':'r"
                  + i
                  + "','headers':{},'body':["
                  + i
                  + "],'send':true}");
    } else {
      webSocket.get(i >> 1 & 1).says(request);
      webSocket.get(i >> 1 & 1).hears("{'type':'rec','address':'r" + i + "','body':[" + i + "]}");
    }
  }

  /** Nothing was lost, wrong or late, also not after what the others did. */
  @Override
  public void close() throws InterruptedException {
    waitForMore();
    over = true;
    thread.join();
    standstills.close();
    long slowestMs = slowestMs();
    log.info("witness: {} round trips, the slowest in {} ms", trips, slowestMs);
    assertThat(failure).isNull();
    assertThat(slowestMs).as("slowest round trip in ms").isLessThan(MAX_LATENCY_MS);
  }

  /** Of the slowest round trip, without the time in which this process did not run at all. */
  private long slowestMs() {
    return late.stream()
        .mapToLong(t -> t.toNs() - t.fromNs() - standstills.withinNs(t.fromNs(), t.toNs()))
        .map(TimeUnit.NANOSECONDS::toMillis)
        .max()
        .orElse(0);
  }
}
