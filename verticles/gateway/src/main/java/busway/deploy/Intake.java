package busway.deploy;

import java.util.List;

/** What one running instance takes from the bus. From any thread. */
public interface Intake {

  /** The addresses that it consumes now, sorted, without the bus's own reply addresses. */
  List<String> addresses();

  /** Lets messages in: an instance that was started held gets them from now on. */
  void open();

  /** Lets no new messages in; what it has already goes on. */
  void close();

  /** Messages that it has and has not finished, and requests that it has not answered. */
  long pending();

  /**
   * The same, but for what is not known to be there yet: whoever is sending may be about to add.
   */
  default long unfinished() {
    return pending();
  }

  /** Messages that it was given since its start. */
  long delivered();

  /** Time spent in its handlers since its start, estimated from samples. */
  double handlerSeconds();
}
