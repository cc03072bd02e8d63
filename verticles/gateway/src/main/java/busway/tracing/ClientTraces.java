package busway.tracing;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** Begins the spans of what clients send. From any loop. */
public interface ClientTraces {

  /** Nothing is traced. */
  ClientTraces NONE = (transport, operation, address, headers) -> null;

  /**
   * The span of a frame, begun; null where it is not sampled.
   *
   * @param operation {@code request}, {@code send} or {@code publish}
   * @param headers of the frame, which the span may change
   */
  @Nullable ClientSpan begin(
      String transport, String operation, String address, @Nullable MultiMap headers);
}
