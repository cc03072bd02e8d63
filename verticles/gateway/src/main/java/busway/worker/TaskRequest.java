package busway.worker;

import io.vertx.core.MultiMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request to a {@link Task}. */
public interface TaskRequest {

  /** The address that the request was sent to. */
  String address();

  /** What was sent, as the event bus gives it. */
  @Nullable Object body();

  /** The headers that were sent; names ignore case. */
  MultiMap headers();

  /** The time left until the deadline; zero once it has passed. */
  Duration timeLeft();

  /** Whether nobody waits for the answer any more. */
  boolean cancelled();
}
