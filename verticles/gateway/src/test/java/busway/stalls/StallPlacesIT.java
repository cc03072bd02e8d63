package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;

import busway.loops.NamedVerticle;
import busway.testing.PlacesVerticle;
import busway.testing.Wait;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stalls in all places where a verticle's code runs, and in one that is no loop. */
class StallPlacesIT {

  private static final int TRIES = 20;
  private static final int MS = 40;

  private final PlacesVerticle verticle = new PlacesVerticle();
  private final WatchedVertx watched = new WatchedVertx();

  @BeforeEach
  void start() {
    watched.deploy("places", verticle);
  }

  @AfterEach
  void stop() {
    watched.close();
  }

  /**
   * Has it done until the machine lets the handler be seen as the one who is at fault, and why: the
   * first time it may compute for longer than it waits, for classes are loaded.
   */
  private JsonObject provoked(String culprit, Predicate<JsonObject> fits, Runnable stall) {
    for (int i = 0; i < TRIES && past(culprit, fits).isEmpty(); i++) {
      long before = watched.pastStalls();
      stall.run();
      Wait.until("a stall more", () -> watched.pastStalls() > before);
    }
    assertThat(past(culprit, fits)).as(watched.briefly().toString()).isNotEmpty();
    return past(culprit, fits).getFirst();
  }

  private static boolean blocked(JsonObject stall) {
    return stall.getString("cause").equals("blocked");
  }

  private List<JsonObject> past(String culprit, Predicate<JsonObject> fits) {
    return watched.pastBy(culprit).stream().filter(fits).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reply", "timer", "future"})
  void namesTheVerticleWhereItsCodeIsCalledBack(String place) {
    JsonObject stall =
        provoked("PlacesVerticle." + place, StallPlacesIT::blocked, () -> watched.ask(place, MS));

    assertThat(stall.getString("verticle")).isEqualTo("places");
    assertThat(stall.getString("address")).isNull();
    assertThat(stall.getDouble("durationMs")).isGreaterThanOrEqualTo(MS);
  }

  @Test
  void namesTheVerticleWhoseHttpServerIsHeldUp() throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d/".formatted(verticle.port()));
    try (HttpClient client = HttpClient.newHttpClient()) {
      JsonObject stall =
          provoked("PlacesVerticle.http", StallPlacesIT::blocked, () -> get(client, uri));

      assertThat(stall.getDouble("blockedMs")).isPositive();
      assertThat(stall.getString("verticle")).isEqualTo("places");
    }
  }

  private static void get(HttpClient client, URI uri) {
    int status =
        client
            .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
            .join()
            .statusCode();
    assertThat(status).isEqualTo(200);
  }

  @Test
  void namesTheVerticleWhoseStartIsHeldUp() {
    JsonObject config = new JsonObject().put("start-ms", MS);
    JsonObject stall =
        provoked(
            "PlacesVerticle.starting",
            StallPlacesIT::blocked,
            () ->
                Wait.on(
                    watched
                        .vertx()
                        .deployVerticle(
                            new NamedVerticle("later", new PlacesVerticle()),
                            new DeploymentOptions().setConfig(config))));

    assertThat(stall.getString("verticle")).isEqualTo("later");
  }

  @Test
  void saysNothingOfWhatAWorkerWaitsFor() {
    for (int i = 0; i < 5; i++) {
      watched.ask("ordered", MS);
    }

    assertThat(watched.stallsBy("PlacesVerticle.ordered"))
        .noneMatch(stall -> stall.getDouble("blockedMs") >= MS);
  }

  @Test
  void namesWhoHasTheLock() {
    // One who waits for the other thread to begin waits for nobody's lock.
    JsonObject stall =
        provoked(
            "PlacesVerticle.locked",
            one -> blocked(one) && one.getString("heldBy") != null,
            () -> watched.ask("locked", MS));

    assertThat(stall.getString("address")).isEqualTo("locked");
    assertThat(stall.getString("heldBy")).startsWith("vert.x-worker-thread-");
  }

  @Test
  void tellsOfACollectionInTheMiddleOfAComputation() {
    JsonObject stall =
        provoked(
            "PlacesVerticle.collecting",
            one -> one.getString("cause").equals("cpu"),
            () -> watched.ask("collecting", 300));

    assertThat(stall.getDouble("gcMs")).isPositive();
    assertThat(stall.getDouble("cpuMs")).isGreaterThanOrEqualTo(290);
  }

  @Test
  void tellsOfTwoLoopsAtOnce() {
    watched.deploy("other", new PlacesVerticle());
    String culprit = "PlacesVerticle.both";
    for (int i = 0; i < TRIES && loopsBy(culprit).size() < 2; i++) {
      long before = watched.pastStalls();
      watched.vertx().eventBus().publish("both", MS);
      Wait.until("two stalls more", () -> watched.pastStalls() > before + 1);
    }

    assertThat(loopsBy(culprit)).hasSize(2);
    assertThat(watched.pastBy(culprit))
        .extracting(stall -> stall.getString("verticle"))
        .contains("places", "other");
  }

  private List<String> loopsBy(String culprit) {
    return watched.pastBy(culprit).stream().map(s -> s.getString("loop")).distinct().toList();
  }
}
