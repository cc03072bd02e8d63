package busway.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a program. Its methods block; from any thread. */
final class Child {

  private static final Logger LOG = LoggerFactory.getLogger(Child.class);
  private static final int WAITER_BYTES = 128 << 10;
  private static final File NOTHING = new File("/dev/null");
  private static final long LAST_WORDS_MS = 500;

  private final Process process;
  private final Family family;
  private final List<Thread> readers;

  private Child(Process process, Family family, List<Thread> readers) {
    this.process = process;
    this.family = family;
    this.readers = readers;
  }

  /**
   * Starts it.
   *
   * @param environment all of its variables
   * @param mark the variable among them that no other process has, as {@code NAME=value}
   */
  static Child start(
      Command command,
      Map<String, String> environment,
      String mark,
      Guard guard,
      Output output,
      int maxLineBytes)
      throws IOException {
    List<String> words = new ArrayList<>(Programs.SETSID);
    words.addAll(command.words());
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(command.directory().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(NOTHING));
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    Family family = new Family(process.toHandle(), mark, guard);
    family.watch();
    String name = command.words().getFirst() + '-' + process.pid();
    return new Child(
        process,
        family,
        List.of(
            reader(name + "-out", process.getInputStream(), maxLineBytes, output::out),
            reader(name + "-err", process.getErrorStream(), maxLineBytes, output::error)));
  }

  private static Thread reader(
      String name, InputStream in, int maxLineBytes, Consumer<String> lines) {
    OutputLines output = new OutputLines(in, maxLineBytes, lines);
    return Thread.ofPlatform().daemon().name(name).start(output::readAll);
  }

  long pid() {
    return process.pid();
  }

  /**
   * Tells its status once it has ended, on a thread of its own: what Java has for it runs in a pool
   * that anybody may keep busy.
   */
  void onExit(IntConsumer ended) {
    Thread.ofPlatform()
        .daemon()
        .stackSize(WAITER_BYTES)
        .name("process-" + process.pid() + "-exit")
        .start(() -> ended.accept(status()));
  }

  private int status() {
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        LOG.debug("nobody interrupts this thread", e);
      }
    }
  }

  /** Asks it and all that it has started to end. */
  void terminate() {
    family.terminate();
  }

  /** Kills it and all that it has started. */
  void kill() {
    family.kill();
  }

  /** Kills what it has left behind, and waits for its last words. */
  void bury() {
    family.kill();
    try {
      for (Thread reader : readers) {
        reader.join(LAST_WORDS_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
