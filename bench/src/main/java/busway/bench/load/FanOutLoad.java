package busway.bench.load;

import java.util.List;

/**
 * Publishes to an address that others subscribe to; every delivery is counted and the order of each
 * publisher's checked at each subscriber.
 *
 * <p>Nothing is measured before each subscriber has heard a probe: a gateway need not say when a
 * subscription is in force.
 */
final class FanOutLoad implements Load, Sending.Senders {

  private static final int INDEX_SHIFT = 44;
  private static final long PROBE = 1L << 62;
  private static final long SEQUENCE_MASK = (1L << INDEX_SHIFT) - 1;

  private final Scene scene;
  private final FanOut fan;
  private final Sending sending;
  private final Template register;
  private final Template publish;
  private final Audience audience;
  private final int subscribers;
  private final int publishing;
  private List<Connection> publishers = List.of();

  FanOutLoad(Scene scene, Pace pace, FanOut fan, String address, int bodyBytes) {
    this.scene = scene;
    this.fan = fan;
    this.register = Template.register(scene.prefixed(), address);
    this.publish = Template.publish(scene.prefixed(), address, bodyBytes);
    this.subscribers = scene.share().of(fan.subscribers());
    this.publishing = scene.share().of(fan.publishers());
    this.audience = new Audience(subscribers, fan.publishers());
    this.sending = new Sending(scene, pace.of(publishing, fan.publishers()), this);
    fan.join(this);
  }

  @Override
  public int connections() {
    return subscribers + publishing;
  }

  @Override
  public void connected(List<Connection> all) {
    publishers = all.subList(subscribers, all.size());
    all.subList(0, subscribers).forEach(connection -> connection.write(register, 0, 0));
  }

  /** The first thread has a publisher, which probes for all. */
  @Override
  public boolean prepared() {
    if (!fan.heard() && scene.share().index() == 0) {
      publishers.getFirst().write(publish, PROBE, 0);
    }
    return fan.heard();
  }

  @Override
  public void begin() {
    sending.begin();
  }

  @Override
  public int count() {
    return publishing;
  }

  @Override
  public boolean busy(int sender) {
    return fan.flights().full(scene.share().place(sender)) || !publishers.get(sender).writable();
  }

  @Override
  public void send(int sender, long dueNs) {
    int publisher = scene.share().place(sender);
    if (fan.flights().full(publisher)) {
      return;
    }
    long number = (long) publisher << INDEX_SHIFT | fan.flights().begin(publisher);
    scene.tally().expect(fan.subscribers());
    publishers.get(sender).write(publish, number, dueNs);
  }

  @Override
  public void frame(Connection connection, Incoming frame) {
    long number = frame.bodyNumber();
    if (frame.kind() == Incoming.Kind.ERROR) {
      scene.refused(frame, fan.subscribers());
    } else if (number < 0 || connection.index() >= subscribers) {
      scene.tally().error("not a delivery of ours", frame);
    } else if (number == PROBE) {
      probed(connection.index());
    } else {
      delivered(connection.index(), number, frame);
    }
  }

  private void probed(int subscriber) {
    if (audience.heardProbe(subscriber)) {
      fan.heardProbe();
    }
  }

  private void delivered(int subscriber, long number, Incoming frame) {
    int publisher = (int) (number >>> INDEX_SHIFT);
    long sequence = number & SEQUENCE_MASK;
    if (publisher >= fan.publishers() || !fan.flights().flying(publisher, sequence)) {
      scene.tally().error("a delivery of nothing", frame);
      return;
    }
    if (!audience.inOrder(subscriber, publisher, sequence)) {
      scene.tally().error("out of order, lost or twice", frame);
    }
    long nowNs = System.nanoTime();
    scene.tally().receive(nowNs - frame.dueNs());
    if (fan.flights().landed(publisher, sequence)) {
      fan.of(publisher).heardByAll(publisher, nowNs);
    }
  }

  /** Called on the thread of the last that heard it. */
  private void heardByAll(int publisher, long nowNs) {
    int sender = publisher / scene.share().threads();
    if (scene.loop().inEventLoop()) {
      sending.answered(sender, nowNs);
    } else {
      scene
          .loop()
          .execute(
              () -> {
                sending.answered(sender, nowNs);
                scene.outbox().flush();
              });
    }
  }

  @Override
  public void end() {
    sending.end();
  }
}
