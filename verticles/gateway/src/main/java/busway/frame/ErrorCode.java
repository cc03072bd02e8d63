package busway.frame;

/**
 * What a client is told when it is refused. The {@link #text} is the word on the wire; the ordinal
 * is never sent.
 */
public enum ErrorCode {
  ACCESS_DENIED("access_denied", false),
  ADDRESS_ALREADY_REGISTERED("address_already_registered", false),
  INVALID_ADDRESS("invalid_address", false),
  INVALID_BODY("invalid_body", false),
  INVALID_FAILURE("invalid_failure", false),
  INVALID_HEADERS("invalid_headers", false),
  INVALID_JSON("invalid_json", false),
  INVALID_LENGTH("invalid_length", false),
  INVALID_REPLY_ADDRESS("invalid_reply_address", false),
  INVALID_TIMEOUT("invalid_timeout", false),
  INVALID_TYPE("invalid_type", false),
  LOGIN_FAILED("login_failed", false),
  LOGIN_REQUIRED("login_required", false),
  MAX_ADDRESS_LENGTH_REACHED("max_address_length_reached", false),
  MAX_HANDLERS_REACHED("max_handlers_reached", false),
  MISSING_ADDRESS("missing_address", false),
  MISSING_TYPE("missing_type", false),
  REGISTRATION_FAILURE("registration_failure", true),
  SERVER_SHUTDOWN("server_shutdown", true),
  TOO_MANY_CONNECTIONS("too_many_connections", true),
  TOO_MANY_REQUESTS("too_many_requests", true),
  UNKNOWN_ADDRESS("unknown_address", false);

  private final String text;
  private final boolean retryable;

  ErrorCode(String text, boolean retryable) {
    this.text = text;
    this.retryable = retryable;
  }

  /** The word on the wire. */
  public String text() {
    return text;
  }

  /** Whether the same frame may succeed later. */
  public boolean retryable() {
    return retryable;
  }
}
