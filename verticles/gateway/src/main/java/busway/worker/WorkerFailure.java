package busway.worker;

/**
 * Why a request to a task failed: the {@code failureCode} of a {@code RECIPIENT_FAILURE}. The codes
 * are those that HTTP gives to the same things.
 */
public enum WorkerFailure {
  /** The task refused the request, by a {@link TaskException}. The same request fails again. */
  BAD_REQUEST(400),
  /** The queue of the task's pool was full; nothing was run. Retry later. */
  QUEUE_FULL(429),
  /** The task threw, or returned what the event bus cannot carry as JSON. */
  TASK_FAILED(500),
  /** The gateway stops. The task was not run, or was interrupted. */
  SHUTTING_DOWN(503),
  /** The deadline passed. The task was not run, or was interrupted. */
  DEADLINE(504);

  private final int code;

  WorkerFailure(int code) {
    this.code = code;
  }

  /** The {@code failureCode} that the client gets. */
  public int code() {
    return code;
  }
}
