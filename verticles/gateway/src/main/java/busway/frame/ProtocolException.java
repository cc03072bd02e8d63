package busway.frame;

import org.jspecify.annotations.Nullable;

/**
 * A frame that a client got wrong. Stackless: it is an answer to the client, not a fault of the
 * gateway.
 */
public final class ProtocolException extends Exception {

  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  /**
   * Refuses a frame.
   *
   * @param detail what was wrong and what was expected; goes to the client where its dialect has
   *     room for it
   */
  public ProtocolException(ErrorCode code, @Nullable String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  /** What the client is told. */
  public ErrorCode code() {
    return code;
  }
}
