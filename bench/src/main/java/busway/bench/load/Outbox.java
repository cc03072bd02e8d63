package busway.bench.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Connections with writes that were not flushed yet: one system call a connection and loop turn.
 */
final class Outbox {

  private final List<Connection> connections = new ArrayList<>();

  void add(Connection connection) {
    connections.add(connection);
  }

  void flush() {
    for (Connection connection : connections) {
      connection.flush();
    }
    connections.clear();
  }
}
