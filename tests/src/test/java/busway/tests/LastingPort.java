package busway.tests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that can be listened on again after a while: no connection is given it as its own end
 * meanwhile, for it is below those that the system chooses.
 */
final class LastingPort {

  private static final Path CHOSEN = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int LOWEST = 10_000;
  private static final int TRIES = 100;

  private LastingPort() {}

  /** One that nobody listens on; any, where the system leaves next to none to be chosen. */
  static int any() throws IOException {
    int bound = lowestChosen();
    if (bound < 2 * LOWEST) {
      return chosen();
    }
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, bound);
      if (isFree(port)) {
        return port;
      }
    }
    throw new AssertionError("no free port from " + LOWEST + " to " + bound);
  }

  private static int lowestChosen() throws IOException {
    return Files.isReadable(CHOSEN)
        ? Integer.parseInt(Files.readString(CHOSEN).split("\\s+", -1)[0])
        : 0;
  }

  private static int chosen() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
