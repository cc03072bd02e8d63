package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts, and refusals to start. */
class StartIT {

  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final Map<String, String> FREE_PORTS =
      Map.of("BUSWAY_TCP_PORT", "0", "BUSWAY_WEBSOCKET_PORT", "0", "BUSWAY_ADMIN_PORT", "0");

  @TempDir Path folder;

  @Test
  void aPortFromTheEnvironmentIsListenedOn() throws Exception {
    try (RunningBusway busway = RunningBusway.start(Map.of("BUSWAY_ADMIN_PORT", "0"))) {
      assertThat(busway.adminPort()).isPositive();
    }
  }

  @Test
  void theHarnessFindsItsThreeAddresses() throws Exception {
    Path peers = RunningBusway.home().resolve("bench/peers.yaml");
    try (RunningBusway busway = RunningBusway.start("--config", peers.toString());
        TcpClient client = new TcpClient(busway.tcpPort())) {
      for (String address : List.of("svc.echo", "svc.block", "svc.blockloop")) {
        assertThat(client.request(address, "{\"n\":1.50}"))
            .as(address)
            .isEqualTo(
                "{\"type\":\"message\",\"address\":\"r\",\"headers\":{},\"body\":{\"n\":1.50},\"send\":true}");
      }
    }
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    for (String section : List.of("tcp", "websocket", "admin")) {
      try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int port = taken.getLocalPort();
        Commands.refuses(
            folder,
            FREE_PORTS,
            1,
            "busway: %1$s.port: %2$d is in use (another busway? choose another with --set %1$s.port=PORT)"
                .formatted(section, port),
            "up",
            "--set",
            section + ".port=" + port);
      }
    }
  }

  @Test
  void saysThatAHostIsNotOfThisMachine() throws Exception {
    Commands.refuses(
        folder,
        Map.of(),
        1,
        "busway: admin.host: 192.0.2.1 (expected: an address of this machine, or 0.0.0.0)",
        "up",
        "--set",
        "admin.host=192.0.2.1");
  }

  @Test
  void saysWhichVerticleDoesNotStart() throws Exception {
    Commands.refuses(
        folder,
        FREE_PORTS,
        1,
        "busway: verticle Missing (acme.Missing): class not found on the class path (classpath,"
            + " --classpath)",
        "up",
        "--set",
        "verticles=[{main: acme.Missing}]");
    Commands.refuses(
        folder,
        FREE_PORTS,
        1,
        "busway: verticle greet (busway.examples.GreetVerticle): did not start:"
            + " NoStackTraceThrowable: threading: event-loop (expected: virtual-thread, for it"
            + " awaits)",
        "up",
        "--set",
        "verticles.4.threading=event-loop");
    try (Child child =
        RunningBusway.run(
            folder,
            FREE_PORTS,
            "up",
            "--classpath",
            Path.of("target/test-classes").toAbsolutePath().toString(),
            "--set",
            "startup.timeout=3s",
            "--set",
            "verticles=[{name: slow, main: busway.tests.Hanging}]")) {
      assertThat(child.awaitExit(BOUND)).as(child.toString()).isEqualTo(1);
      assertThat(child.complaints())
          .containsExactly(
              "busway: verticle slow (busway.tests.Hanging): did not start within 3000 ms"
                  + " (startup.timeout)");
    }
  }
}
