package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An operator who replaces one deployment again and again, over the admin API. */
final class Swaps implements AutoCloseable {

  private static final int INTERVAL_MS = 2_000;

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final HttpRequest redeploy;

  /** Begins at once. */
  Swaps(RunningBusway busway, String name) {
    URI uri = busway.admin().resolve("admin/deployments/" + name + "/redeploy");
    redeploy =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + RunningBusway.TOKEN)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    var unused = thread.scheduleWithFixedDelay(this::swap, 0, INTERVAL_MS, TimeUnit.MILLISECONDS);
  }

  private void swap() {
    try {
      HttpResponse<String> answer = client.send(redeploy, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        refused.add(answer.statusCode() + " " + answer.body());
      }
    } catch (java.io.IOException e) {
      refused.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops, and fails if one was refused. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      assertThat(thread.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      client.close();
    }
    assertThat(refused).isEmpty();
  }
}
