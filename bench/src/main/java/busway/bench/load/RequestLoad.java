package busway.bench.load;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Requests to an address, where clients of the load itself may answer; each reply is matched by its
 * reply address, and an echo by its body too.
 */
final class RequestLoad implements Load, Sending.Senders {

  private static final int INDEX_SHIFT = 44;
  private static final long PROBE = 1L << 62;

  private final Scene scene;
  private final Plan plan;
  private final Sending sending;
  private final int connections;
  private final int capacity;
  private final int responders;
  private final Template request;
  private final Template register;
  private final Answer answer;
  private final BitSet probed = new BitSet();
  private final List<Pending> pending = new ArrayList<>();
  private List<Connection> opened = List.of();

  /**
   * What to ask.
   *
   * @param connections that ask, over all threads
   * @param responders connections that answer; 0 if others do
   * @param size of a generated body
   * @param body the user's own, as JSON, to which any reply will do; empty for a generated one,
   *     whose reply must be an echo
   */
  record Plan(String address, int connections, int responders, int size, String body) {

    boolean echo() {
      return body.isEmpty();
    }

    Template request(boolean prefixed) {
      return echo()
          ? Template.request(prefixed, address, size)
          : Template.request(prefixed, address, body);
    }
  }

  RequestLoad(Scene scene, Pace pace, Plan plan) {
    this.scene = scene;
    this.plan = plan;
    this.connections = scene.share().of(plan.connections());
    this.responders = scene.share().of(plan.responders());
    this.request = plan.request(scene.prefixed());
    this.register = Template.register(scene.prefixed(), plan.address());
    this.answer = new Answer(scene.prefixed(), plan.size());
    this.capacity = pace.unanswered(plan.connections(), Pending.MOST);
    this.sending = new Sending(scene, pace.of(connections, plan.connections()), this);
  }

  @Override
  public int connections() {
    return connections + responders;
  }

  @Override
  public void connected(List<Connection> all) {
    opened = all;
    for (int i = 0; i < connections; i++) {
      pending.add(new Pending(capacity));
    }
    all.subList(connections, all.size()).forEach(responder -> responder.write(register, 0, 0));
  }

  /** A gateway need not say when a subscription is in force: each responder must hear a probe. */
  @Override
  public boolean prepared() {
    boolean complete = probed.cardinality() == responders;
    for (int i = 0; i < plan.responders() && !complete; i++) {
      opened.getFirst().write(request, PROBE, 0);
    }
    return complete;
  }

  @Override
  public void begin() {
    sending.begin();
  }

  @Override
  public int count() {
    return connections;
  }

  @Override
  public boolean busy(int sender) {
    return pending.get(sender).full() || !opened.get(sender).writable();
  }

  @Override
  public void send(int sender, long dueNs) {
    long number = pending.get(sender).open(dueNs) | (long) sender << INDEX_SHIFT;
    scene.tally().expect(1);
    opened.get(sender).write(request, number, number);
  }

  @Override
  public void frame(Connection connection, Incoming frame) {
    if (connection.index() >= connections) {
      asked(connection, frame);
    } else {
      heard(connection, frame);
    }
  }

  private void asked(Connection responder, Incoming frame) {
    if (frame.kind() == Incoming.Kind.ERROR || frame.replyToLength() < 0) {
      scene.refused(frame, 0);
    } else {
      probed.set(responder.index() - connections);
      responder.write(answer, frame);
    }
  }

  private void heard(Connection connection, Incoming frame) {
    long number = frame.replyNumber();
    boolean error = frame.kind() == Incoming.Kind.ERROR;
    if (number >= 0 && number != PROBE) {
      answered(connection, frame, number, error);
    } else if (error && number < 0) {
      scene.refused(frame, 1);
    } else if (number < 0) {
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
    } else if (plan.echo() && frame.bodyNumber() != number) {
      scene.tally().fail("another body", frame);
    } else {
      scene.tally().receive(nowNs - dueNs);
    }
    sending.answered(connection.index(), nowNs);
  }

  @Override
  public void end() {
    sending.end();
  }
}
