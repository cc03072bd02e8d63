package busway.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process that this test started, and what it printed. It does not outlive the test. */
final class Child implements AutoCloseable {

  private final Process process;
  private final List<String> stdout = new CopyOnWriteArrayList<>();
  private final List<String> stderr = new CopyOnWriteArrayList<>();
  private final List<Thread> readers;
  private final Thread reaper;

  private Child(Process process) {
    this.process = process;
    this.readers =
        List.of(read(process.getInputStream(), stdout), read(process.getErrorStream(), stderr));
    this.reaper = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /**
   * Starts one.
   *
   * @param environment variables to set; an empty value removes one
   */
  static Child start(Path folder, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    environment.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new Child(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread read(InputStream stream, List<String> lines) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader text =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                text.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException e) {
                lines.add("(" + e.getMessage() + ")");
              }
            });
    reader.setDaemon(true);
    reader.start();
    return reader;
  }

  /** The lines of its standard output so far. */
  List<String> stdout() {
    return List.copyOf(stdout);
  }

  /** The lines of its standard error so far. */
  List<String> stderr() {
    return List.copyOf(stderr);
  }

  /** Its standard error but for what is said when threads have to wait for a processor. */
  List<String> complaints() {
    return stderr.stream()
        .filter(line -> !line.contains("BlockedThreadChecker"))
        .filter(line -> !line.contains(".stalls.Stalls "))
        .toList();
  }

  /** Its process id. */
  long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  boolean alive() {
    return process.isAlive();
  }

  /** The first line of standard output that fits, once there is one. */
  String awaitLine(Predicate<String> fits, Duration bound) throws InterruptedException {
    long endNs = System.nanoTime() + bound.toNanos();
    while (true) {
      boolean ended = !process.isAlive();
      for (String line : stdout) {
        if (fits.test(line)) {
          return line;
        }
      }
      if (ended || System.nanoTime() > endNs) {
        throw new AssertionError((ended ? "ended" : "no such line") + " within " + bound + this);
      }
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
  }

  /** Sends a signal, such as {@code TERM}. */
  void signal(String name) throws InterruptedException, IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
  }

  /** Its exit code, once it has ended. */
  int awaitExit(Duration bound) throws InterruptedException {
    if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still runs after " + bound + this);
    }
    for (Thread reader : readers) {
      reader.join(30_000);
    }
    return process.exitValue();
  }

  /** Kills it and all that it started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    Runtime.getRuntime().removeShutdownHook(reaper);
  }

  @Override
  public String toString() {
    return "\nstdout:\n" + String.join("\n", stdout) + "\nstderr:\n" + String.join("\n", stderr);
  }
}
