package busway.worker;

import io.vertx.core.MultiMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request to a {@link Task}. Read by the one thread that runs it. */
public interface TaskRequest {

  /** The address that the request was sent to. */
  String address();

  /**
   * What was sent: a JsonObject, JsonArray, String, Number, Boolean or null; a Buffer from Java.
   */
  @Nullable Object body();

  /** The headers that were sent; names ignore case. */
  MultiMap headers();

  /** The time left until the deadline; zero once it has passed. */
  Duration timeLeft();

  /** Whether the request was given up, so that an answer would be dropped. Cheap; any thread. */
  boolean cancelled();
}
