package busway.deploy;

import busway.config.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What is known of one deployment at one moment.
 *
 * @param name what logs, meters and people call it
 * @param main where its code is
 * @param threading the threads that it runs on
 * @param state what it is doing
 * @param reason why it has failed, or why its last change did; empty if nothing has
 * @param problems the places in its source that are wrong
 * @param instances how many run and take messages
 * @param version how many versions of its code have served, this one included; 0 before the first
 * @param addresses what its instances consume, sorted
 * @param since when it came into this state
 * @param messages messages that its instances have been given, those of older versions included
 * @param messagesPerSecond their rate over the last seconds
 * @param handlerSeconds time in its handlers, estimated from samples
 * @param pending messages not finished and requests not answered
 * @param files whose change makes it outdated
 */
public record DeploymentStatus(
    String name,
    String main,
    Threading threading,
    DeploymentState state,
    String reason,
    List<Problem> problems,
    int instances,
    int version,
    List<String> addresses,
    Instant since,
    long messages,
    double messagesPerSecond,
    double handlerSeconds,
    long pending,
    List<Path> files) {

  public DeploymentStatus {
    problems = List.copyOf(problems);
    addresses = List.copyOf(addresses);
    files = List.copyOf(files);
  }

  /** Whether its instances are processes of their own. */
  public boolean isProcess() {
    return main.startsWith(Words.PROCESS);
  }

  /** As the admin API tells it. */
  public JsonObject json() {
    return new JsonObject()
        .put("name", name)
        .put("main", main)
        .put("threading", threading.label())
        .put("state", state.label())
        .put("reason", reason)
        .put("problems", new JsonArray(problems.stream().map(Problem::json).toList()))
        .put("instances", instances)
        .put("version", version)
        .put("addresses", new JsonArray(addresses))
        .put("since", since.toString())
        .put("messages", messages)
        .put("messagesPerSecond", messagesPerSecond)
        .put("handlerSeconds", handlerSeconds)
        .put("pending", pending);
  }
}
