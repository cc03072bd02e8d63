package busway.bench.load;

import org.jspecify.annotations.Nullable;

/**
 * Sends at a pace: keeps the window of each sender full, or lets them send in turn at a fixed rate.
 */
final class Sending {

  /** Those who send, numbered from 0. */
  interface Senders {

    int count();

    /** Whether too many messages of this one wait for an answer, or for the gateway to read. */
    boolean busy(int sender);

    /**
     * Sends one message.
     *
     * @param dueNs when it was due
     */
    void send(int sender, long dueNs);
  }

  private final Scene scene;
  private final Pace pace;
  private final Senders senders;
  private @Nullable Metronome metronome;
  private boolean running;
  private int turn;

  Sending(Scene scene, Pace pace, Senders senders) {
    this.scene = scene;
    this.pace = pace;
    this.senders = senders;
  }

  void begin() {
    running = true;
    if (!pace.closed() && senders.count() > 0) {
      metronome = new Metronome(scene.loop(), scene.outbox(), pace.perSecond(), this::sendInTurn);
      metronome.tick();
    } else {
      fillWindows(System.nanoTime());
    }
  }

  private void fillWindows(long nowNs) {
    for (int sender = 0; sender < senders.count(); sender++) {
      for (int i = 0; i < pace.window(); i++) {
        senders.send(sender, nowNs);
      }
    }
  }

  /** An answer has come to a message of this sender: there is room in its window. */
  void answered(int sender, long nowNs) {
    if (running && pace.closed()) {
      senders.send(sender, nowNs);
    }
  }

  void end() {
    running = false;
    if (metronome != null) {
      metronome.stop();
    }
  }

  private void sendInTurn(long dueNs) {
    int sender = turn;
    turn = (turn + 1) % senders.count();
    if (senders.busy(sender)) {
      scene.tally().error("not sent", "too many messages without an answer");
    } else {
      senders.send(sender, dueNs);
    }
  }
}
