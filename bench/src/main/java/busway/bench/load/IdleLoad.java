package busway.bench.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connections that say nothing, with a subscription each or none; in the end each must answer a
 * ping.
 */
final class IdleLoad implements Load {

  private final Scene scene;
  private final int connections;
  private final @Nullable Template register;
  private final Template ping;
  private final boolean[] asked;
  private List<Connection> opened = List.of();
  private long askedNs;

  IdleLoad(Scene scene, int connections, @Nullable String address) {
    this.scene = scene;
    this.connections = scene.share().of(connections);
    this.register = address == null ? null : Template.register(scene.prefixed(), address);
    this.ping = Template.ping(scene.prefixed());
    this.asked = new boolean[this.connections];
  }

  @Override
  public int connections() {
    return connections;
  }

  @Override
  public void connected(List<Connection> all) {
    opened = all;
    if (register != null) {
      all.forEach(connection -> connection.write(register, 0, 0));
    }
  }

  @Override
  public boolean prepared() {
    return true;
  }

  @Override
  public void begin() {}

  @Override
  public void frame(Connection connection, Incoming frame) {
    if (frame.kind() == Incoming.Kind.ERROR) {
      scene.refused(frame, 0);
    }
  }

  @Override
  public void end() {
    scene.tally().expect(connections);
    askedNs = System.nanoTime();
    for (Connection connection : opened) {
      asked[connection.index()] = true;
      connection.ping(ping);
    }
  }

  @Override
  public void pong(Connection connection) {
    if (asked[connection.index()]) {
      asked[connection.index()] = false;
      scene.tally().receive(System.nanoTime() - askedNs);
    }
  }
}
