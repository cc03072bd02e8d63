package busway.tracing;

import busway.metrics.TraceLink;
import io.vertx.core.MultiMap;

/** The span of one sampled frame of a client. On the loop of the client. */
public interface ClientSpan {

  /** The headers of the frame, with this span as the parent of what they lead to. */
  MultiMap headers();

  /** What an exemplar of it leads to. */
  TraceLink link();

  /**
   * Notes that the client was told of a failure.
   *
   * @param type as the client was told, such as {@code TIMEOUT}
   * @param code of who answered; -1 where nobody did
   */
  void failed(String type, int code);

  /** Ends it. */
  void end();
}
