package busway.session;

import busway.metrics.LoopCounter;
import java.util.Arrays;

/** The requests that the clients of one event loop were given and have not answered. */
final class Owed {

  private volatile LoopCounter[] byEdge = {};

  /** Adds what the clients of one edge owe. Only from the loop. */
  void add(LoopCounter edge) {
    LoopCounter[] more = Arrays.copyOf(byEdge, byEdge.length + 1);
    more[byEdge.length] = edge;
    byEdge = more;
  }

  /** How many. From any thread. */
  long count() {
    long count = 0;
    for (LoopCounter edge : byEdge) {
      count += edge.value();
    }
    return count;
  }
}
