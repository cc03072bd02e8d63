package busway.bench.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to an address that others subscribe to; every delivery is counted and the order of each
 * publisher's checked at each subscriber.
 *
 * <p>Nothing is measured before each subscriber has heard a probe: a gateway need not say when a
 * subscription is in force.
 */
final class FanOutLoad implements Load {

  private static final int INDEX_SHIFT = 44;
  private static final long PROBE = 1L << 62;
  private static final long SEQUENCE_MASK = (1L << INDEX_SHIFT) - 1;

  private final Scene scene;
  private final Pace pace;
  private final Fan fan;
  private final Template register;
  private final Template publish;
  private final Template ping;
  private final Audience audience;
  private final Flights flights;
  private List<Connection> publishers = List.of();
  private List<Connection> opened = List.of();
  private @Nullable Metronome metronome;
  private boolean running;
  private int turn;

  /** How many subscribe, how many publish. */
  record Fan(int subscribers, int publishers) {}

  FanOutLoad(Scene scene, Pace pace, Fan fan, String address, int bodyBytes) {
    this.scene = scene;
    this.pace = pace;
    this.fan = fan;
    this.register = Template.register(scene.prefixed(), address);
    this.publish = Template.publish(scene.prefixed(), address, bodyBytes);
    this.ping = Template.ping(scene.prefixed());
    this.audience = new Audience(fan.subscribers(), fan.publishers());
    this.flights = new Flights(fan.publishers(), fan.subscribers());
  }

  @Override
  public int connections() {
    return fan.subscribers() + fan.publishers();
  }

  @Override
  public void connected(List<Connection> all) {
    opened = all;
    publishers = all.subList(fan.subscribers(), all.size());
    all.subList(0, fan.subscribers()).forEach(connection -> connection.write(register, 0, 0));
  }

  @Override
  public boolean prepared() {
    if (!audience.complete()) {
      publishers.getFirst().write(publish, PROBE, 0);
    }
    return audience.complete();
  }

  @Override
  public void begin() {
    running = true;
    if (pace.closed()) {
      long nowNs = System.nanoTime();
      for (int publisher = 0; publisher < fan.publishers(); publisher++) {
        for (int i = 0; i < pace.window(); i++) {
          send(publisher, nowNs);
        }
      }
    } else {
      metronome = new Metronome(scene.loop(), scene.outbox(), pace.perSecond(), this::sendInTurn);
      metronome.tick();
    }
  }

  private void sendInTurn(long dueNs) {
    int publisher = turn;
    turn = (turn + 1) % fan.publishers();
    if (flights.full(publisher) || !publishers.get(publisher).writable()) {
      scene.tally().error("not sent", "too many publishes that not all have heard");
    } else {
      send(publisher, dueNs);
    }
  }

  private void send(int publisher, long dueNs) {
    if (flights.full(publisher)) {
      return;
    }
    long number = (long) publisher << INDEX_SHIFT | flights.begin(publisher);
    scene.tally().expect(fan.subscribers());
    publishers.get(publisher).write(publish, number, dueNs);
  }

  @Override
  public void frame(Connection connection, Incoming frame) {
    long number = frame.bodyNumber();
    if (frame.kind() == Incoming.Kind.ERROR) {
      scene.refused(frame, fan.subscribers());
    } else if (number < 0 || connection.index() >= fan.subscribers()) {
      scene.tally().error("not a delivery of ours", frame);
    } else if (number == PROBE) {
      audience.heardProbe(connection.index());
    } else {
      delivered(connection.index(), number, frame);
    }
  }

  private void delivered(int subscriber, long number, Incoming frame) {
    int publisher = (int) (number >>> INDEX_SHIFT);
    long sequence = number & SEQUENCE_MASK;
    if (publisher >= fan.publishers() || !flights.flying(publisher, sequence)) {
      scene.tally().error("a delivery of nothing", frame);
      return;
    }
    if (!audience.inOrder(subscriber, publisher, sequence)) {
      scene.tally().error("out of order, lost or twice", frame);
    }
    long nowNs = System.nanoTime();
    scene.tally().receive(nowNs - frame.dueNs());
    if (flights.landed(publisher, sequence) && running && pace.closed()) {
      send(publisher, nowNs);
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
