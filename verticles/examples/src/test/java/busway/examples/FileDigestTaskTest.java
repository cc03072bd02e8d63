package busway.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import busway.worker.TaskException;
import io.vertx.core.json.JsonObject;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDigestTaskTest {

  @TempDir private Path temp;
  private Path inside;
  private FileDigestTask task;

  @BeforeEach
  void fill() throws Exception {
    inside = Files.createDirectory(temp.resolve("inside"));
    Files.writeString(temp.resolve("secret.txt"), "secret");
    Files.writeString(inside.resolve("abc.txt"), "abc");
    Files.createDirectory(inside.resolve("sub"));
    Files.writeString(inside.resolve("sub/empty"), "");
    task = task(1_000);
  }

  private FileDigestTask task(long maxBytes) throws Exception {
    return new FileDigestTask(
        new JsonObject().put("directory", inside.toString()).put("max-bytes", maxBytes));
  }

  @ParameterizedTest
  @CsvSource({
    "SHA-256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "SHA-384, cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
        + "8086072ba1e7cc2358baeca134c825a7",
    "SHA-512, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    "SHA3-256, 3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"
  })
  void digestsWithEachAlgorithm(String algorithm, String hex) throws Exception {
    assertThat(ask(new JsonObject().put("file", "abc.txt").put("algorithm", algorithm)))
        .isEqualTo(
            new JsonObject()
                .put("file", "abc.txt")
                .put("algorithm", algorithm)
                .put("hex", hex)
                .put("bytes", 3L));
  }

  @Test
  void digestsFilesOfAnyDepthAndLinksThatStayInside() throws Exception {
    Files.createSymbolicLink(inside.resolve("link"), Path.of("sub/empty"));
    Files.createSymbolicLink(inside.resolve("sub2"), inside.resolve("sub"));
    for (String name : new String[] {"sub/empty", "./sub//empty", "link", "sub2/empty"}) {
      assertThat(ask(name).getString("hex"))
          .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
  }

  @Test
  void readsAFileOfManyPieces() throws Exception {
    Files.write(inside.resolve("million"), "a".repeat(1_000_000).getBytes(UTF_8));
    task = task(1_000_000);
    JsonObject answer = ask("million");
    assertThat(answer.getLong("bytes")).isEqualTo(1_000_000);
    assertThat(answer.getString("hex"))
        .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  }

  @ParameterizedTest
  @CsvSource({
    "../secret.txt, a path without ..",
    "sub/../../secret.txt, a path without ..",
    "sub/../abc.txt, a path without ..",
    ".., a path without ..",
    "/etc/passwd, a path inside the directory",
    "out.txt, a path inside the directory",
    "outdir/secret.txt, a path inside the directory"
  })
  void hasNoWayOut(String name, String expected) throws Exception {
    Files.createSymbolicLink(inside.resolve("out.txt"), temp.resolve("secret.txt"));
    Files.createSymbolicLink(inside.resolve("outdir"), Path.of(".."));
    refuses(403, name, expected);
  }

  @Test
  void readsNoDevice() throws Exception {
    Path zero = Files.createSymbolicLink(inside.resolve("zero"), Path.of("/dev/zero"));
    refuses(403, "zero", "a path inside the directory");
    Files.delete(zero);
    refuses(403, "/dev/zero", "a path inside the directory");
  }

  @Test
  void refusesWhatIsNoRegularFile() throws Exception {
    Process mkfifo = new ProcessBuilder("mkfifo", inside.resolve("pipe").toString()).start();
    assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
    refuses(400, "pipe", "a regular file");
    refuses(400, "sub", "a regular file");
    refuses(400, ".", "a regular file");
  }

  @Test
  void refusesNamesThatLeadNowhere() throws Exception {
    Files.createSymbolicLink(inside.resolve("loop"), Path.of("loop"));
    Files.createSymbolicLink(inside.resolve("dangling"), Path.of("gone"));
    refuses(404, "gone.txt", "a file that is there");
    refuses(404, "dangling", "a file that is there");
    refuses(400, "loop", "a path that the gateway can follow");
    refuses(400, "abc.txt/x", "a path that the gateway can follow");
    refuses(400, "a\0.txt", "a path");
    refuses(400, "x".repeat(1_000), "a path that the gateway can follow");
    assertThatThrownBy(() -> ask("x".repeat(2_000)))
        .hasMessage("file: 2000 characters (expected: 1 to 1024)");
    assertThatThrownBy(() -> ask("")).hasMessage("file: 0 characters (expected: 1 to 1024)");
  }

  @Test
  void refusesAFileBeyondTheBound() throws Exception {
    Files.writeString(inside.resolve("big"), "x".repeat(1_001));
    refuses(413, "big", "at most 1000 bytes");
  }

  @Test
  void refusesOtherAlgorithmsAndOtherBodies() {
    assertThatThrownBy(() -> ask(new JsonObject().put("file", "abc.txt").put("algorithm", "MD2")))
        .hasMessage(
            "algorithm: MD2 (expected: one of [SHA-256, SHA-384, SHA-512, SHA3-256, SHA3-512])");
    for (Object body :
        new Object[] {"abc.txt", new JsonObject(), new JsonObject().put("file", 1)}) {
      assertThatThrownBy(() -> task.run(new Ask(body)))
          .isInstanceOf(TaskException.class)
          .hasMessageStartingWith("expected: an object with a file");
    }
  }

  @Test
  void needsADirectoryToStart() {
    assertThatThrownBy(() -> new FileDigestTask(new JsonObject()))
        .hasMessage("directory: missing (expected: a path)");
    Path file = inside.resolve("abc.txt");
    assertThatThrownBy(() -> new FileDigestTask(new JsonObject().put("directory", file.toString())))
        .hasMessage("directory: " + file + " (expected: a directory)");
  }

  @Test
  void stopsReadingWhenInterrupted() throws Exception {
    try (RandomAccessFile sparse = new RandomAccessFile(inside.resolve("huge").toFile(), "rw")) {
      sparse.setLength(64L << 30); // takes no room, and minutes to digest
    }
    task = task(Long.MAX_VALUE);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                ask("huge");
              } catch (Throwable thrown) {
                end.set(thrown);
              }
            });
    reader.start();
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!reads(reader) && System.nanoTime() < deadlineNs) {
      Thread.onSpinWait();
    }
    reader.interrupt();
    reader.join(20_000);
    assertThat(end.get()).isInstanceOf(ClosedByInterruptException.class);
  }

  private static boolean reads(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals("sun.nio.ch.FileChannelImpl"));
  }

  private void refuses(int code, String name, String expected) {
    TaskException refusal = catchThrowableOfType(TaskException.class, () -> ask(name));
    assertThat(refusal).hasMessage("file: " + name + " (expected: " + expected + ")");
    assertThat(refusal.code()).isEqualTo(code);
  }

  private JsonObject ask(String file) throws Exception {
    return ask(new JsonObject().put("file", file));
  }

  private JsonObject ask(JsonObject body) throws Exception {
    return task.run(new Ask(body));
  }
}
