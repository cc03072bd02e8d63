package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What SIGTERM does. */
class ShutdownIT {

  private static final Duration BOUND = Duration.ofSeconds(50);
  private static final String SLEEPER =
      "verticles=[{name: sleeper, main: busway.examples.SleepVerticle, threading: worker, config:"
          + " {address: echo, sleep-ms: %d}}]";

  @Test
  void answersWhatIsInFlightAndTakesNothingNew() throws Exception {
    try (RunningBusway busway =
            RunningBusway.start(
                "--set", SLEEPER.formatted(8_000), "--set", "shutdown.timeout=30s");
        TcpClient client = new TcpClient(busway.tcpPort())) {
      client.send(
          "{\"type\":\"send\",\"address\":\"echo\",\"replyAddress\":\"r\",\"body\":{\"n\":1.50}}");
      client.send("{\"type\":\"ping\"}");
      assertThat(client.receive()).isEqualTo("{\"type\":\"pong\"}");
      busway.signal("TERM");
      await(() -> status(busway.admin().resolve("ready")) == 503);
      await(() -> refused(busway.tcpPort()));
      assertThat(status(busway.admin().resolve("live"))).isEqualTo(200);
      assertThat(client.receive())
          .isEqualTo(
              "{\"type\":\"message\",\"address\":\"r\",\"headers\":{},\"body\":{\"n\":1.50},\"send\":true}");
      assertThat(client.receive()).contains("shutdown");
      assertThatThrownBy(client::receive).isInstanceOf(EOFException.class);
      assertThat(busway.awaitExit(BOUND)).isZero();
      assertThat(busway.complaints()).isEmpty();
    }
  }

  @Test
  void failsWhatTakesLongerThanItHas() throws Exception {
    try (RunningBusway busway =
            RunningBusway.start(
                "--set", SLEEPER.formatted(60_000), "--set", "shutdown.timeout=4s");
        TcpClient client = new TcpClient(busway.tcpPort())) {
      client.send("{\"type\":\"send\",\"address\":\"echo\",\"replyAddress\":\"r\",\"body\":1}");
      client.send("{\"type\":\"ping\"}");
      assertThat(client.receive()).isEqualTo("{\"type\":\"pong\"}");
      busway.signal("TERM");
      assertThat(client.receive()).contains("\"type\":\"err\"");
      assertThat(busway.awaitExit(BOUND)).isZero();
    }
  }

  @Test
  void givesUpAVerticleThatDoesNotStop() throws Exception {
    try (RunningBusway busway =
        RunningBusway.start(
            "--classpath",
            Path.of("target/test-classes").toAbsolutePath().toString(),
            "--set",
            "verticles=[{main: busway.tests.Stubborn}]",
            "--set",
            "shutdown.timeout=5s")) {
      busway.signal("TERM");
      assertThat(busway.awaitExit(BOUND)).isZero();
      assertThat(busway.complaints())
          .singleElement()
          .asString()
          .contains("verticle Stubborn: an instance did not stop in time");
    }
  }

  @Test
  void aSecondSignalEndsItAtOnce() throws Exception {
    try (RunningBusway busway =
        RunningBusway.start(
            "--classpath",
            Path.of("target/test-classes").toAbsolutePath().toString(),
            "--set",
            "verticles=[{main: busway.tests.Stubborn}]",
            "--set",
            "shutdown.timeout=60s")) {
      busway.signal("TERM");
      await(() -> status(busway.admin().resolve("ready")) == 503);
      busway.signal("TERM");
      assertThat(busway.awaitExit(BOUND)).isEqualTo(128 + 15);
    }
  }

  @Test
  void stopsWhileItStarts() throws Exception {
    try (Child child =
        RunningBusway.run(
            RunningBusway.home(),
            Map.of("BUSWAY_TCP_PORT", "0", "BUSWAY_WEBSOCKET_PORT", "0", "BUSWAY_ADMIN_PORT", "0"),
            "up",
            "--classpath",
            Path.of("target/test-classes").toAbsolutePath().toString(),
            "--set",
            "verticles=[{main: busway.tests.Hanging}]")) {
      child.awaitLine(line -> line.equals("hangs"), BOUND);
      child.signal("TERM");
      assertThat(child.awaitExit(BOUND)).as(child.toString()).isZero();
      assertThat(child.stdout()).containsExactly("hangs");
      assertThat(child.complaints()).isEmpty();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long endNs = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(endNs);
      Thread.onSpinWait();
    }
  }

  private static int status(URI address) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean refused(int port) {
    try (TcpClient late = new TcpClient(port)) {
      return late.receive().isEmpty();
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
