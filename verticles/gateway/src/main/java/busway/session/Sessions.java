package busway.session;

import busway.metrics.LoopCounter;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The sessions of one edge. They are looked at in rounds, some at a time, and so they are closed:
 * thousands that are due to be pinged together would else hold up the loop, and each ping a buffer.
 */
final class Sessions {

  /** Their pings take about two milliseconds. */
  private static final int AT_A_TIME = 256;

  /** Closing them takes about two milliseconds too. */
  static final int CLOSED_AT_A_TIME = 100;

  private static final long PAUSE_MS = 1;

  private final ContextInternal context;
  private final LoopCounter outboundBytes;
  private final List<Session> list = new ArrayList<>();
  private int unseen;
  private long seenBytes;

  /**
   * Makes an empty list.
   *
   * @param outboundBytes is set to the bytes that wait for all of them, once a round
   */
  Sessions(ContextInternal context, LoopCounter outboundBytes) {
    this.context = context;
    this.outboundBytes = outboundBytes;
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  /** Closes those of now, some at a time; they may leave meanwhile. */
  void close(Consumer<Session> closing) {
    closeSome(List.copyOf(list).iterator(), closing);
  }

  private void closeSome(Iterator<Session> rest, Consumer<Session> closing) {
    for (int i = 0; i < CLOSED_AT_A_TIME && rest.hasNext(); i++) {
      closing.accept(rest.next());
    }
    if (rest.hasNext()) {
      context.setTimer(PAUSE_MS, id -> closeSome(rest, closing));
    }
  }

  /** Keeps a session; its index is where it is kept. */
  int add(Session session) {
    list.add(session);
    return list.size() - 1;
  }

  /** Forgets a session by moving the last one into its place. */
  void remove(Session session) {
    Session last = list.remove(list.size() - 1);
    if (last != session) {
      last.moveTo(session.index());
      list.set(session.index(), last);
    }
  }

  /** Looks at each session once, unless the round before is not over yet. */
  void look() {
    if (unseen == 0) {
      unseen = list.size();
      seenBytes = 0;
      lookOn();
    }
  }

  private void lookOn() {
    try {
      lookAtSome(System.nanoTime());
    } finally {
      if (unseen > 0) {
        context.setTimer(PAUSE_MS, id -> lookOn());
      } else {
        outboundBytes.add(seenBytes - outboundBytes.value());
      }
    }
  }

  /** From the end: whoever takes the place of one that has left was looked at before. */
  private void lookAtSome(long nowNs) {
    int end = Math.max(0, unseen - AT_A_TIME);
    while (unseen > end) {
      unseen--;
      if (unseen < list.size()) {
        Session session = list.get(unseen);
        session.tick(nowNs);
        seenBytes += session.pendingBytes();
      }
    }
  }
}
