package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunQueueTest {

  private static long second(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return RunQueue.second(bytes, bytes.length);
  }

  @Test
  void isTheSecondNumber() {
    assertThat(second("154420514 75060476 132\n")).isEqualTo(75_060_476);
    assertThat(second("1 2")).isEqualTo(2);
    assertThat(second("0 0 0\n")).isZero();
    assertThat(second("")).isZero();
    assertThat(second("7")).isZero();
  }

  @Test
  void readsTheFileAnewEachTime(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("schedstat");
    Files.writeString(file, "1 20 3\n");
    try (RunQueue queue = RunQueue.open(file)) {
      assertThat(queue.queuedNs()).isEqualTo(20);
      Files.writeString(file, "1 450 3\n");
      assertThat(queue.queuedNs()).isEqualTo(450);
    }
  }

  @Test
  void isZeroWhereTheSystemDoesNotSay(@TempDir Path folder) {
    try (RunQueue none = RunQueue.open(null);
        RunQueue missing = RunQueue.open(folder.resolve("missing"))) {
      assertThat(none.queuedNs()).isZero();
      assertThat(missing.queuedNs()).isZero();
    }
  }
}
