package busway.watch;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.DeployException;
import busway.deploy.DeployException.Code;
import busway.deploy.DeploymentState;
import busway.deploy.Problem;
import busway.testing.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

  @TempDir Path folder;
  private final FakeDeployments deployments = new FakeDeployments(20);
  private Path file;

  @BeforeEach
  void deploy() throws IOException {
    file = Files.writeString(folder.resolve("a.js"), "one");
    deployments.deploy("a", file);
  }

  @AfterEach
  void close() throws IOException {
    deployments.close();
  }

  @Test
  void aWriteInPlaceIsDeployed() throws Exception {
    Files.writeString(file, "two");
    deployments.runs("a", "two");
  }

  @Test
  void aTemporaryFileThatIsRenamedIsDeployed() throws Exception {
    for (String text : List.of("two", "three")) {
      Path temporary = Files.writeString(folder.resolve(".a.js.tmp"), text);
      Files.move(temporary, file, ATOMIC_MOVE);
      deployments.runs("a", text);
    }
  }

  @Test
  void aSaveWithABackupIsDeployed() throws Exception {
    for (String text : List.of("two", "three")) {
      Files.deleteIfExists(folder.resolve("a.js~"));
      Files.move(file, folder.resolve("a.js~"));
      Files.writeString(file, text);
      deployments.runs("a", text);
    }
  }

  @Test
  void aFileThatIsRemovedIsAwaited() throws Exception {
    Files.delete(file);
    deployments.looks();
    assertThat(deployments.attempts("a")).isZero();
    Files.writeString(file, "two");
    deployments.runs("a", "two");
    assertThat(deployments.attempts("a")).isOne();
  }

  @Test
  void aTruncatedFileIsAwaited() throws Exception {
    Files.writeString(file, "");
    deployments.looks();
    assertThat(deployments.attempts("a")).isZero();
    Files.writeString(file, "two");
    deployments.runs("a", "two");
    assertThat(deployments.attempts("a")).isOne();
  }

  @Test
  void aTouchAndASaveOfTheSameDeployNothing() throws Exception {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    deployments.looks();
    Files.writeString(file, "one");
    deployments.looks();
    assertThat(deployments.attempts("a")).isZero();
  }

  @Test
  void ofManySavesTheLastIsDeployed() throws Exception {
    for (int i = 0; i < 200; i++) {
      Files.writeString(file, "save " + i);
    }
    deployments.runs("a", "save 199");
    assertThat(deployments.attempts("a")).isLessThan(20);
  }

  @Test
  void aJarThatIsCopiedSlowlyIsTakenWhenItIsWhole() throws Exception {
    byte[] bytes = Jars.of("a.txt", "contents ".repeat(1_000));
    Path jar = Files.write(folder.resolve("b.jar"), Jars.of("a.txt", "before"));
    deployments.deploy("b", jar);
    int half = bytes.length / 2;
    Files.write(jar, Arrays.copyOf(bytes, half));
    for (int i = 0; i < 4; i++) { // for longer than a jar is to be quiet
      deployments.looks();
    }
    assertThat(deployments.attempts("b")).isZero();
    Files.write(jar, Arrays.copyOfRange(bytes, half, bytes.length), StandardOpenOption.APPEND);
    Wait.until("the whole is deployed", () -> deployments.attempts("b") == 1);
  }

  @Test
  void whatChangesDuringARedeploymentCausesOneMore() throws Exception {
    deployments.hold();
    Files.writeString(file, "two");
    Wait.until("it is being redeployed", () -> deployments.attempts("a") == 1);
    Files.writeString(file, "three");
    deployments.looks();
    Files.writeString(file, "four!!");
    deployments.looks();
    assertThat(deployments.attempts("a")).isOne();
    deployments.letGo();
    deployments.runs("a", "four!!");
    assertThat(deployments.attempts("a")).isEqualTo(2);
  }

  @Test
  void aSaveIsDeployedThoughTheVersionBeforeTheLastHasNotFinished() throws Exception {
    deployments.drain();
    Files.writeString(file, "two");
    deployments.runs("a", "two");
    Files.writeString(file, "three");
    deployments.runs("a", "three");
    deployments.tellsLike("busway: a: version 3 runs, \\d+ ms after a change of a.js");
    deployments.letGo();
    deployments.looks();
    assertThat(deployments.attempts("a")).isEqualTo(2);
  }

  @Test
  void aSaveOvertakesAVersionThatHangsInItsStart() throws Exception {
    deployments.hang();
    Files.writeString(file, "two");
    Wait.until("it is being redeployed", () -> deployments.attempts("a") == 1);
    deployments.looks();
    assertThat(deployments.told()).isEmpty();
    Files.writeString(file, "three");
    deployments.tells("busway: a: version 1 goes on: was given up");
    deployments.runs("a", "three");
    assertThat(deployments.attempts("a")).isEqualTo(2);
  }

  @Test
  void aSaveOvertakesAFirstVersionThatHangsInItsStart() throws Exception {
    Path hanging = Files.writeString(folder.resolve("b.js"), "hangs");
    deployments.hangs("b", hanging);
    deployments.looks();
    assertThat(deployments.attempts("b")).isZero();
    Files.writeString(hanging, "mended");
    deployments.tells("busway: b: waits to be mended: was given up");
    deployments.runs("b", "mended");
  }

  @Test
  void aBrokenSaveIsToldAndTheNextOneRepairsIt() throws Exception {
    Problem problem = new Problem(file, 1, 2, "unexpected token");
    deployments.fails(new DeployException(Code.FAILED, "does not load", List.of(problem)));
    Files.writeString(file, "broken");
    deployments.tells("busway: a: version 1 goes on: does not load");
    deployments.tells(file + ":1:2: unexpected token");
    deployments.succeeds();
    Files.writeString(file, "two");
    deployments.runs("a", "two");
    deployments.tellsLike("busway: a: version 2 runs, \\d+ ms after a change of a.js");
  }

  @Test
  void aSaveOfTheSameTriesAgainAfterAFailure() throws Exception {
    deployments.fails(new DeployException(Code.TIMEOUT, "too slow"));
    Files.writeString(file, "two");
    deployments.tells("busway: a: version 1 goes on: too slow");
    deployments.looks();
    assertThat(deployments.attempts("a")).isOne();
    deployments.succeeds();
    Files.writeString(file, "two");
    deployments.runs("a", "two");
  }

  @Test
  void aProblemInAFileThatWasUnknownIsMendedThere() throws Exception {
    Path other = Files.writeString(folder.resolve("other.js"), "broken");
    Problem problem = new Problem(other, 1, 1, "unexpected token");
    deployments.fails(new DeployException(Code.FAILED, "does not load", List.of(problem)));
    Files.writeString(file, "import other");
    deployments.tells(other + ":1:1: unexpected token");
    deployments.succeeds();
    Files.writeString(other, "mended");
    deployments.runs("a", "import other");
  }

  @Test
  void whatFailedFromTheStartIsTriedAgainWhenItIsSaved() throws Exception {
    Path broken = Files.writeString(folder.resolve("b.js"), "broken");
    Problem problem = new Problem(broken, 1, 0, "unexpected token");
    deployments.failed("b", "does not load", problem, broken);
    deployments.tells("busway: b: waits to be mended: does not load");
    deployments.looks();
    assertThat(deployments.attempts("b")).isZero();
    Files.writeString(broken, "mended");
    deployments.runs("b", "mended");
  }

  @Test
  void aChangeDuringAnotherOnesRedeploymentIsDeployedAfterwards() throws Exception {
    deployments.fails(new DeployException(Code.CONFLICT, "another change is under way"));
    Files.writeString(file, "two");
    Wait.until("it is tried twice", () -> deployments.attempts("a") >= 2);
    deployments.succeeds();
    deployments.runs("a", "two");
    assertThat(deployments.told()).noneMatch(line -> line.contains("another change"));
  }

  @Test
  void whatOthersHaveDeployedIsNotDeployedAgain() throws Exception {
    deployments.hold();
    Files.writeString(file, "two");
    deployments.redeployedByOthers("a");
    deployments.looks();
    deployments.letGo();
    deployments.runs("a", "two");
    deployments.looks();
    assertThat(deployments.attempts("a")).isLessThanOrEqualTo(1);
  }

  @Test
  void whatIsWrittenWhileItStartsIsDeployedAgain() throws Exception {
    Path late = Files.writeString(folder.resolve("late.js"), "one");
    deployments.state("late", DeploymentState.STARTING, 0, late);
    Files.writeString(late, "two");
    Files.setLastModifiedTime(late, FileTime.from(Instant.now().plusSeconds(1)));
    deployments.state("late", DeploymentState.RUNNING, 1, late);
    Wait.until("it is redeployed", () -> deployments.attempts("late") == 1);
  }

  @Test
  void whatIsUndeployedIsNotWatchedAnyMore() throws Exception {
    deployments.state("a", DeploymentState.DRAINING, 1, file);
    Files.writeString(file, "two");
    Files.writeString(folder.resolve("b.js"), "one");
    deployments.deploy("b", folder.resolve("b.js"));
    Files.writeString(folder.resolve("b.js"), "two");
    deployments.runs("b", "two");
    assertThat(deployments.attempts("a")).isZero();
  }

  @Test
  void aFolderThatIsMadeAnewIsWatchedAgain() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("target"));
    Path built = Files.writeString(inner.resolve("c.js"), "one");
    deployments.deploy("c", built);
    for (String text : List.of("two", "three")) {
      Files.delete(built);
      Files.delete(inner);
      Files.createDirectory(inner);
      Files.writeString(built, text);
      deployments.runs("c", text);
    }
  }

  @Test
  void theSystemSaysWhatHasChanged() throws Exception {
    try (FakeDeployments heardOf = new FakeDeployments(TimeUnit.HOURS.toMillis(1))) {
      heardOf.state("a", DeploymentState.RUNNING, 1, file);
      heardOf.listens();
      Files.writeString(file, "two");
      heardOf.runs("a", "two");
    }
  }

  @Test
  void whatTheSystemDoesNotSayIsSeen() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path real = Files.writeString(elsewhere.resolve("d.js"), "one");
    Path link = Files.createSymbolicLink(folder.resolve("d.js"), real);
    deployments.deploy("d", link);
    Files.writeString(real, "two");
    deployments.runs("d", "two");
  }
}
