package busway.worker;

/**
 * A task's refusal of a request: the code and the message are what the client gets. It is the
 * client's fault, not the task's, so it has no stack and is not logged.
 */
public final class TaskException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int code;

  /** Refuses with {@link WorkerFailure#BAD_REQUEST}. */
  public TaskException(String message) {
    this(WorkerFailure.BAD_REQUEST.code(), message);
  }

  /**
   * Refuses with a code of the task's own.
   *
   * @param code positive; the codes of {@link WorkerFailure} keep their meaning
   */
  public TaskException(int code, String message) {
    super(message, null, false, false);
    if (code <= 0) {
      throw new IllegalArgumentException("code: " + code + " (expected: > 0)");
    }
    this.code = code;
  }

  /** The {@code failureCode} that the client gets. */
  public int code() {
    return code;
  }
}
