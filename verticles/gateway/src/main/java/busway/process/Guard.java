package busway.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small shell that outlives the gateway by a moment: should the gateway end without a word, it
 * kills what the gateway has started. It signals whole process groups, too, which Java cannot. From
 * any thread.
 */
final class Guard implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final String SCRIPT = "guard.sh";
  private static final int MOST_STARTS = 100;

  private final String cookie;
  private final Path folder;
  private final Set<Long> groups = new LinkedHashSet<>();
  private @Nullable Process shell;
  private int starts;
  private boolean closed;

  /**
   * Makes a guard that is not started before it is needed.
   *
   * @param cookie what the environment of every process of this gateway has in it
   * @param folder a folder that goes with the gateway
   */
  Guard(String cookie, Path folder) {
    this.cookie = cookie;
    this.folder = folder;
  }

  /** Kills this process group should the gateway end. */
  synchronized void watch(long group) {
    groups.add(group);
    if (shell == null) {
      start();
    } else {
      say("+", group);
    }
  }

  /** The process group is no more. */
  synchronized void forget(long group) {
    groups.remove(group);
    say("-", group);
  }

  /** Sends a signal such as {@code TERM} to all of a process group; false if it cannot. */
  synchronized boolean signal(String signal, long group) {
    return say(signal, group);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (shell != null) {
      try {
        shell.getOutputStream().close();
      } catch (IOException e) {
        LOG.debug("the guard is gone", e);
      }
    }
  }

  private void start() {
    if (closed || starts++ >= MOST_STARTS) {
      return;
    }
    try {
      List<String> words = new ArrayList<>(Programs.SETSID);
      words.addAll(List.of("sh", "-c", script(), "busway-guard", cookie, folder.toString()));
      Process started =
          new ProcessBuilder(words)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      shell = started;
      started.onExit().thenAccept(this::ended);
      groups.forEach(group -> say("+", group));
    } catch (IOException e) {
      LOG.warn("processes would outlive a gateway that is killed: no shell: {}", e.getMessage());
    }
  }

  private synchronized void ended(Process ended) {
    if (shell == ended) {
      shell = null;
      if (!closed && !groups.isEmpty()) {
        LOG.info("the guard of the processes has ended and is started again");
        start();
      }
    }
  }

  private boolean say(String what, long group) {
    if (shell == null) {
      return false;
    }
    try {
      OutputStream in = shell.getOutputStream();
      in.write((what + ' ' + group + '\n').getBytes(UTF_8));
      in.flush();
      return true;
    } catch (IOException e) {
      LOG.debug("the guard is gone", e);
      return false;
    }
  }

  private static String script() {
    try (InputStream in = Guard.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException(SCRIPT + " is not in the jar");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
