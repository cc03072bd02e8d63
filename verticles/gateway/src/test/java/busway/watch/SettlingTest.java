package busway.watch;

import static busway.watch.Settling.GAP;
import static busway.watch.Settling.QUIET;
import static busway.watch.Settling.QUIET_JAR;
import static busway.watch.Settling.TORN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlingTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("a.js"), "one");
  }

  @Test
  void knowsOfNoChangeUntilThereIsOne() throws Exception {
    Settling settling = of(file);
    settling.see(look(file), 10);
    assertThat(settling.changed()).isFalse();
    Files.writeString(file, "other");
    settling.see(look(file), 10);
    assertThat(settling.changed()).isTrue();
  }

  @Test
  void everyWriteStartsTheWaitAnew() throws Exception {
    Settling settling = of(file);
    Files.writeString(file, "longer");
    settling.see(look(file), 1_000);
    assertThat(settling.restNs(1_000)).isEqualTo(QUIET.toNanos());
    Files.writeString(file, "longer and longer");
    settling.see(look(file), 2_000);
    settling.see(look(file), 3_000);
    assertThat(settling.restNs(3_000)).isEqualTo(QUIET.toNanos() - 1_000);
    assertThat(settling.restNs(2_000 + QUIET.toNanos())).isZero();
  }

  @Test
  void whatTheSystemNamesIsAChangeThatNobodyCanSee() {
    Settling settling = of(file);
    settling.touch(5);
    assertThat(settling.changed()).isTrue();
    assertThat(settling.differs()).isFalse();
  }

  @Test
  void aTruncatedFileIsGivenTime() throws Exception {
    Settling settling = of(file);
    Files.writeString(file, "");
    settling.see(look(file), 0);
    assertThat(settling.restNs(0)).isEqualTo(GAP.toNanos());
    Files.writeString(file, "new");
    settling.see(look(file), 7);
    assertThat(settling.restNs(7)).isEqualTo(QUIET.toNanos());
  }

  @Test
  void aFileThatWasEmptyBeforeIsNoGap() throws Exception {
    Path empty = Files.createFile(folder.resolve("__init__.py"));
    Settling settling = of(file, empty);
    Files.writeString(file, "other");
    settling.see(look(file, empty), 0);
    assertThat(settling.restNs(0)).isEqualTo(QUIET.toNanos());
  }

  @Test
  void whatIsGoneAltogetherIsAwaitedForEver() throws Exception {
    Settling settling = of(file);
    Files.delete(file);
    settling.see(look(file), 0);
    assertThat(settling.restNs(Duration.ofDays(1).toNanos())).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void oneOfSeveralThatIsGoneIsAwaitedForAWhile() throws Exception {
    Path other = Files.writeString(folder.resolve("b.js"), "two");
    Settling settling = of(file, other);
    Files.delete(other);
    settling.see(look(file, other), 0);
    assertThat(settling.restNs(0)).isEqualTo(GAP.toNanos());
    settling.take();
    Files.writeString(file, "other");
    settling.see(look(file, other), 0);
    assertThat(settling.restNs(0)).isEqualTo(QUIET.toNanos());
  }

  @Test
  void aTornJarIsAwaitedUntilItIsWhole() throws Exception {
    byte[] whole = Jars.of("a.txt", "contents ".repeat(100));
    Path jar = Files.write(folder.resolve("a.jar"), new byte[] {1});
    Settling settling = of(jar);
    Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
    settling.see(look(jar), 0);
    assertThat(settling.restNs(QUIET_JAR.toNanos())).isEqualTo(TORN.minus(QUIET_JAR).toNanos());
    Files.write(
        jar, Arrays.copyOfRange(whole, whole.length / 2, whole.length), StandardOpenOption.APPEND);
    settling.see(look(jar), 10);
    assertThat(settling.restNs(10)).isEqualTo(QUIET_JAR.toNanos());
    assertThat(settling.restNs(10 + QUIET_JAR.toNanos())).isZero();
  }

  private static Settling of(Path... files) {
    return new Settling(look(files));
  }

  private static Snapshot look(Path... files) {
    return Snapshot.of(List.of(files));
  }
}
