package busway.tests;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./busway up --watch}, and every way in which a source is saved. */
class WatchIT {

  private static final Duration BOUND = Duration.ofMinutes(2);

  private static final List<String> NAMES =
      List.of(
          "written", "renamed", "rescued", "remade", "truncated", "touched", "broken", "jarred");

  @TempDir static Path folder;
  private static RunningBusway busway;
  private static TcpClient client;

  @BeforeAll
  static void start() throws Exception {
    StringBuilder config =
        new StringBuilder("permissions: {inbound: [{address: '*'}]}\nverticles:\n");
    for (String name : NAMES) {
      String main = name.equals("jarred") ? SourceText.jar(folder, name, "one") : save(name, "one");
      config.append("- {name: %s, main: %s}\n".formatted(name, main));
    }
    Files.writeString(file("late"), "class Late {");
    config.append("- {name: late, main: late.java}\n- {name: absent, main: absent.java}\n");
    Path yaml = Files.writeString(folder.resolve("busway.yaml"), config);
    busway = RunningBusway.start("--watch", "--config", yaml.toString());
    client = new TcpClient(busway.tcpPort());
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    assertThat(busway.stop()).isZero();
    busway.close();
  }

  @Test
  void aFileThatIsWrittenIsDeployed() throws Exception {
    answers("written", "one");
    save("written", "two");
    answers("written", "two");
    told(
        line ->
            line.matches(
                "busway: written: version 2 runs, \\d+ ms after a change of written.java"));
  }

  @Test
  void aTemporaryFileThatIsRenamedIsDeployed() throws Exception {
    for (String word : List.of("two", "three")) {
      Path temporary =
          Files.writeString(folder.resolve(".renamed.tmp"), SourceText.of("renamed", word));
      Files.move(temporary, file("renamed"), ATOMIC_MOVE);
      answers("renamed", word);
    }
  }

  @Test
  void aFileThatIsWrittenAnewBesideItsBackupIsDeployed() throws Exception {
    for (String word : List.of("two", "three")) {
      Files.deleteIfExists(folder.resolve("rescued.java~"));
      Files.move(file("rescued"), folder.resolve("rescued.java~"));
      save("rescued", word);
      answers("rescued", word);
    }
  }

  @Test
  void aFileThatIsDeletedAndMadeAgainIsDeployed() throws Exception {
    Files.delete(file("remade"));
    answers("remade", "one");
    save("remade", "two");
    answers("remade", "two");
  }

  @Test
  void aFileThatIsTruncatedAndWrittenInTwoStepsIsDeployed() throws Exception {
    String text = SourceText.of("truncated", "two");
    Files.writeString(file("truncated"), "");
    Files.writeString(
        file("truncated"), text.substring(0, text.length() / 2), StandardOpenOption.APPEND);
    Files.writeString(
        file("truncated"), text.substring(text.length() / 2), StandardOpenOption.APPEND);
    answers("truncated", "two");
  }

  @Test
  void aTouchDeploysNothing() throws Exception {
    Files.setLastModifiedTime(file("touched"), FileTime.from(Instant.now().plusSeconds(3)));
    save("touched", "two");
    answers("touched", "two");
    assertThat(busway.stdout()).noneMatch(line -> line.startsWith("busway: touched: version 3"));
  }

  @Test
  void aBrokenFileIsToldWhileTheOldVersionServesAndTheNextSaveRepairsIt() throws Exception {
    Files.writeString(file("broken"), SourceText.of("broken", "two").replace("reply", "replay"));
    told("busway: broken: version 1 goes on: does not compile"::equals);
    told(line -> line.startsWith(file("broken") + ":7:54: cannot find symbol"));
    assertThat(busway.stdout()).contains("    " + " ".repeat(53) + "^");
    answers("broken", "one");
    save("broken", "three");
    answers("broken", "three");
  }

  @Test
  void whatIsBrokenOrAbsentAtTheStartIsDeployedOnceItIsMended() throws Exception {
    told("busway: late: waits to be mended: does not compile"::equals);
    told(line -> line.startsWith("busway: absent: waits to be mended: "));
    for (String name : List.of("late", "absent")) {
      save(name, "one");
      answers(name, "one");
    }
  }

  @Test
  void aJarThatIsCopiedInTwoPartsIsDeployedOnce() throws Exception {
    Path jar = folder.resolve("jarred.jar");
    byte[] next = Files.readAllBytes(Path.of(SourceText.jar(folder, "next", "jarred", "two")));
    int half = next.length / 2;
    Files.write(jar, Arrays.copyOf(next, half));
    answers("jarred", "one");
    Files.write(jar, Arrays.copyOfRange(next, half, next.length), StandardOpenOption.APPEND);
    answers("jarred", "two");
    assertThat(busway.stdout())
        .noneMatch(line -> line.startsWith("busway: jarred: version 1 goes on"));
  }

  private static Path file(String name) {
    return folder.resolve(name + ".java");
  }

  private static String save(String name, String word) throws IOException {
    return Files.writeString(file(name), SourceText.of(name, word)).toString();
  }

  private static void answers(String address, String word) {
    Await.until(BOUND, address + " answers " + word, () -> answer(address).equals(word));
  }

  private static synchronized String answer(String address) {
    return client.answer(address, "1").replaceFirst(".*\"body\":\"(\\w+)\".*", "$1");
  }

  private static void told(Predicate<String> line) {
    Await.until(
        BOUND, "it is told: " + busway.stdout(), () -> busway.stdout().stream().anyMatch(line));
  }
}
