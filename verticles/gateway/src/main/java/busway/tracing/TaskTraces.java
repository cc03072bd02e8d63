package busway.tracing;

/** Makes the spans of tasks. */
public interface TaskTraces {

  /** Nothing is traced. */
  TaskTraces NONE = (address, pool) -> TaskSpan.NONE;

  /** The span of a request that has just arrived, in the context that it arrived in. */
  TaskSpan arrived(String address, String pool);
}
