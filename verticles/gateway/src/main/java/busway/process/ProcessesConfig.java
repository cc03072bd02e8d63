package busway.process;

import busway.config.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Verticles that are processes.
 *
 * @param socketDirectory the path, from the root, of the folder where theirs is made for their
 *     sockets; empty is the system's folder for temporary files
 * @param unixSockets whether they are given Unix domain sockets where the transport has them, else
 *     loopback
 * @param loginTimeout how long a connection may take to log in
 * @param maxConnections connections that one process may have at once
 * @param maxFrameBytes the longest frame that a process may send
 * @param maxOutboundBytes bytes that may wait for one connection of a process
 * @param maxPendingReplies messages that one connection may leave unanswered
 * @param restart when a process that has ended is started again
 * @param stopGrace from SIGTERM to SIGKILL, and how long a process may be without a connection
 * @param maxLineBytes bytes of one line of output; the rest of the line is cut
 * @param maxLinesPerSecond lines of output of one process a second; the others are dropped
 * @param pass variables of the gateway's environment that processes have though they look like
 *     secrets
 */
public record ProcessesConfig(
    String socketDirectory,
    boolean unixSockets,
    Duration loginTimeout,
    int maxConnections,
    int maxFrameBytes,
    int maxOutboundBytes,
    int maxPendingReplies,
    RestartConfig restart,
    Duration stopGrace,
    int maxLineBytes,
    int maxLinesPerSecond,
    List<String> pass) {

  public static final ProcessesConfig DEFAULTS =
      new ProcessesConfig(
          "",
          true,
          Duration.ofSeconds(10),
          64,
          1 << 20,
          16 << 20,
          10_000,
          RestartConfig.DEFAULTS,
          Duration.ofSeconds(3),
          8 << 10,
          1_000,
          List.of());

  public ProcessesConfig {
    if (!socketDirectory.isEmpty() && !Path.of(socketDirectory).isAbsolute()) {
      throw Check.refused("socket-directory", socketDirectory, "a path from the root, or nothing");
    }
    Check.atLeast("login-timeout", loginTimeout, 1);
    Check.between("max-connections", maxConnections, 1, 10_000);
    Check.between("max-frame-bytes", maxFrameBytes, 64, 64 << 20);
    Check.atLeast("max-outbound-bytes", maxOutboundBytes, 128 << 10);
    Check.atLeast("max-pending-replies", maxPendingReplies, 1);
    Check.atLeast("stop-grace", stopGrace, 0);
    Check.between("max-line-bytes", maxLineBytes, 64, 1 << 20);
    Check.between("max-lines-per-second", maxLinesPerSecond, 1, 1_000_000);
    pass = List.copyOf(pass);
  }
}
