package busway.examples;

import busway.worker.TaskRequest;
import io.vertx.core.MultiMap;
import java.time.Duration;

/** A request as the gateway would make it. */
record Ask(Object body) implements TaskRequest {

  @Override
  public String address() {
    return "task";
  }

  @Override
  public MultiMap headers() {
    return MultiMap.caseInsensitiveMultiMap();
  }

  @Override
  public Duration timeLeft() {
    return Duration.ofMinutes(1);
  }

  @Override
  public boolean cancelled() {
    return false;
  }
}
