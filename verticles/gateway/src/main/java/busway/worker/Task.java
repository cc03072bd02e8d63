package busway.worker;

import org.jspecify.annotations.Nullable;

/** Work that may block or compute for long, and that answers the requests of one address. */
@FunctionalInterface
public interface Task {

  /** Answers one request. */
  @Nullable Object run(TaskRequest request) throws Exception;
}
