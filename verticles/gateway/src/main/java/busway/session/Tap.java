package busway.session;

import busway.metrics.LoopCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What lets messages in to one party, however many connections it has. While it is shut the
 * addresses that the party registers are noted, and nothing comes from them. Belongs to the loop of
 * the sessions; its counts are read from any thread.
 */
public final class Tap {

  private final Runnable changed;
  private final List<Session> sessions = new ArrayList<>();
  private final LoopCounter delivered = new LoopCounter();
  private final LoopCounter owed = new LoopCounter();
  private volatile List<String> addresses = List.of();
  private boolean open;
  private int arrived;

  /**
   * Makes a tap without sessions.
   *
   * @param open whether messages come in from the beginning
   * @param changed runs after a session has come or gone, or registered an address, or ended that
   */
  public Tap(boolean open, Runnable changed) {
    this.open = open;
    this.changed = changed;
  }

  /** Lets messages in. */
  public void open() {
    if (!open) {
      open = true;
      sessions.forEach(Session::join);
    }
  }

  /** Lets no new messages in; those on their way to this loop still come. */
  public void shut() {
    if (open) {
      open = false;
      sessions.forEach(Session::part);
    }
  }

  /** Ends all connections. */
  public void close(CloseReason reason) {
    List.copyOf(sessions).forEach(session -> session.close(reason));
  }

  /** Connections that have entered and are open now. */
  public int connections() {
    return sessions.size();
  }

  /** Connections open now, those that have not entered too. */
  public int arrived() {
    return arrived;
  }

  /** Bytes that wait for the party. */
  public long pendingBytes() {
    return sessions.stream().mapToLong(Session::pendingBytes).sum();
  }

  /** The addresses that are registered, sorted. From any thread. */
  public List<String> addresses() {
    return addresses;
  }

  /** Messages that the party was given. From any thread. */
  public long delivered() {
    return delivered.value();
  }

  /** Replies that the party owes. From any thread. */
  public long owed() {
    return owed.value();
  }

  /** A connection has come. */
  void arrive() {
    arrived++;
  }

  /** Adds a session, which has registered nothing yet. */
  void add(Session session) {
    sessions.add(session);
    changed.run();
  }

  /** Forgets a session that is closed. */
  void remove(Session session) {
    arrived--;
    if (sessions.remove(session)) {
      registered();
    }
  }

  /** Takes note of what the sessions have registered. */
  void registered() {
    TreeSet<String> all = new TreeSet<>();
    sessions.forEach(session -> all.addAll(session.addresses()));
    addresses = List.copyOf(all);
    changed.run();
  }

  boolean isOpen() {
    return open;
  }

  /** Counts a message that was given to one of the sessions. */
  void count() {
    delivered.increment();
  }

  /** Counts replies that are owed from now on; below 0, that are not any more. */
  static void owe(@Nullable Tap tap, int replies) {
    if (tap != null) {
      tap.owed.add(replies);
    }
  }
}
