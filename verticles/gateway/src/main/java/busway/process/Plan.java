package busway.process;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * What one instance is to be.
 *
 * @param deployment the name of its deployment
 * @param instance its number among the instances of its version, from 0 on
 * @param command what is run
 * @param config what the program is given
 * @param addresses those that it has to register to have started; if there are none, any
 * @param startTimeout how long that may take
 */
record Plan(
    String deployment,
    int instance,
    Command command,
    JsonObject config,
    List<String> addresses,
    Duration startTimeout) {

  Plan {
    addresses = List.copyOf(addresses);
  }

  /** Whether it has started once it has registered these. */
  boolean startedBy(List<String> registered) {
    return !registered.isEmpty() && registered.containsAll(addresses);
  }
}
