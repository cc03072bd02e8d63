package busway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "request --connections 0|--connections: 0 (expected: 1 to 100000)",
        "request --window 0|--window: 0 (expected: 1 to 10000)",
        "request --rate 0|--rate: 0.0 (expected: above 0, to 10000000 a second)",
        "request --rate NaN|--rate: NaN (expected: above 0, to 10000000 a second)",
        "request --size 63|--size: 63 (expected: 64 to 1048576)",
        "request --body {|--body: { (expected: JSON)",
        "request --duration 0s|--duration: 0ms (expected: 1ms to 60m)",
        "fan-out --subscribers 0|--subscribers: 0 (expected: 1 to 100000)",
        "fan-out --publishers 1001|--publishers: 1001 (expected: 1 to 1000)",
        "fan-out --subscribers 100000 --publishers 1000|--publishers: 1000 (expected: at most 100"
            + " with so many others)",
        "request --responders 33|--responders: 33 (expected: 0 to 32)",
        "idle --threads 0|--threads: 0 (expected: 1 to 64)",
        "idle --connections 100001|--connections: 100001 (expected: 1 to 100000)",
      })
  void refusesWhatIsOutOfBounds(String arguments, String problem) {
    assertThat(refusal(arguments.split(" "))).isEqualTo("busway: " + problem);
  }

  @Test
  void refusesTargetsThatItDoesNotSpeak() {
    assertThat(refusal("idle", "--target", "http://localhost:1/"))
        .startsWith("busway: --target: http://localhost:1/ (expected: tcp, ws, tcp://HOST:PORT or");
    assertThat(refusal("idle", "--target", "tcp://localhost")).contains("(expected: tcp, ws,");
    assertThat(refusal("idle", "--target", "nonsense")).contains("--target: nonsense (expected:");
  }

  @Test
  void refusesDurationsWithoutAUnitOrTooLong() {
    String expected = "(expected: 0ms to 60m, such as 500ms, 10s or 5m)";
    assertThat(refusal("idle", "--duration", "5")).contains("5 " + expected);
    assertThat(refusal("idle", "--warmup", "61m")).contains("61m " + expected);
  }

  @Test
  void refusesOptionsAndCommandsThatItDoesNotKnow() {
    assertThat(refusal("request", "--nonsense")).contains("--nonsense").contains("--help");
    assertThat(refusal("nonsense")).contains("nonsense");
    assertThat(refusal()).contains("subcommand");
  }

  @Test
  void knowsTheDefaultsOfTheGateway() {
    assertThat(Target.of("tcp")).hasToString("tcp://127.0.0.1:7000");
    assertThat(Target.of("ws")).hasToString("ws://127.0.0.1:8080/eventbus/websocket");
  }

  private static String refusal(String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      assertThat(Bench.commandLine().execute(arguments)).isEqualTo(Bench.REFUSED);
    } finally {
      System.setErr(before);
    }
    return err.toString(StandardCharsets.UTF_8).strip();
  }
}
