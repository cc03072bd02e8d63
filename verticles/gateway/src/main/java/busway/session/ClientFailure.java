package busway.session;

/**
 * Why a message that the bus gave to a client fails. The sender sees a {@code RECIPIENT_FAILURE}
 * with the code.
 */
enum ClientFailure {
  /** The body cannot be JSON, or its frame is longer than the client's outbound bound. */
  BODY(400),
  /** The client has left too many messages unanswered. */
  BUSY(429),
  /** The client closed before it replied. */
  GONE(503),
  /** The client did not reply in time. */
  SILENT(504);

  private final int code;

  ClientFailure(int code) {
    this.code = code;
  }

  void fail(Asker asker, String text) {
    asker.fail(code, text);
  }
}
