package busway.bench.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests to an address; each reply is matched by its reply address, and an echo by its body too.
 */
final class RequestLoad implements Load {

  private static final int INDEX_SHIFT = 44;

  private final Scene scene;
  private final Pace pace;
  private final int connections;
  private final boolean echo;
  private final Template request;
  private final Template ping;
  private final List<Pending> pending = new ArrayList<>();
  private List<Connection> opened = List.of();
  private @Nullable Metronome metronome;
  private boolean running;
  private int turn;

  /**
   * A load that has not begun.
   *
   * @param echo whether the reply's body must be the request's
   */
  RequestLoad(Scene scene, Pace pace, int connections, Template request, boolean echo) {
    this.scene = scene;
    this.pace = pace;
    this.connections = connections;
    this.request = request;
    this.echo = echo;
    this.ping = Template.ping(scene.prefixed());
  }

  @Override
  public int connections() {
    return connections;
  }

  @Override
  public void connected(List<Connection> all) {
    opened = all;
    int capacity = pace.closed() ? pace.window() : Pending.MOST / Math.min(connections, 64);
    all.forEach(connection -> pending.add(new Pending(capacity)));
  }

  @Override
  public boolean prepared() {
    return true;
  }

  @Override
  public void begin() {
    running = true;
    if (pace.closed()) {
      long nowNs = System.nanoTime();
      for (Connection connection : opened) {
        for (int i = 0; i < pace.window(); i++) {
          send(connection, nowNs);
        }
      }
    } else {
      metronome = new Metronome(scene.loop(), scene.outbox(), pace.perSecond(), this::sendInTurn);
      metronome.tick();
    }
  }

  private void sendInTurn(long dueNs) {
    Connection connection = opened.get(turn);
    turn = (turn + 1) % connections;
    if (pending.get(connection.index()).full() || !connection.writable()) {
      scene.tally().error("not sent", "too many requests without a reply");
    } else {
      send(connection, dueNs);
    }
  }

  private void send(Connection connection, long dueNs) {
    long number = pending.get(connection.index()).open(dueNs);
    number |= (long) connection.index() << INDEX_SHIFT;
    scene.tally().expect(1);
    connection.write(request, number, number);
  }

  @Override
  public void frame(Connection connection, Incoming frame) {
    long number = frame.replyNumber();
    boolean error = frame.kind() == Incoming.Kind.ERROR;
    if (number >= 0) {
      answered(connection, frame, number, error);
    } else if (error) {
      scene.refused(frame, 1);
    } else {
      scene.tally().error("not a reply", frame);
    }
  }

  private void answered(Connection connection, Incoming frame, long number, boolean error) {
    Pending own = pending.get(connection.index());
    long local = number - ((long) connection.index() << INDEX_SHIFT);
    if (!own.isOpen(local)) {
      scene.tally().error("a reply to nothing", frame);
      return;
    }
    long dueNs = own.close(local);
    long nowNs = System.nanoTime();
    if (error) {
      scene.tally().fail("failed " + frame.text("failureType"), frame);
    } else if (echo && frame.bodyNumber() != number) {
      scene.tally().fail("another body", frame);
    } else {
      scene.tally().receive(nowNs - dueNs);
    }
    if (running && pace.closed()) {
      send(connection, nowNs);
    }
  }

  @Override
  public void pong(Connection connection) {}

  @Override
  public void ended(Connection connection, String how) {
    scene.ended(connection, how);
  }

  @Override
  public void end() {
    running = false;
    if (metronome != null) {
      metronome.stop();
    }
  }

  @Override
  public void keepAlive() {
    if (!scene.prefixed()) {
      opened.forEach(connection -> connection.write(ping, 0, 0));
    }
  }
}
