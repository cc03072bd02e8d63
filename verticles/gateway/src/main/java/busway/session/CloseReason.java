package busway.session;

/** Why a connection ended, and whether the client may come back at once. */
public enum CloseReason {
  /** The client closed it, or its network did. */
  CLIENT("client", 1000, true),
  /** Nothing was heard from the client within the ping timeout. */
  EXPIRED("expired", 1001, true),
  /** The gateway stops. */
  SHUTDOWN("shutdown", 1001, true),
  /** The bytes cannot be trusted any more. */
  PROTOCOL_ERROR("protocol_error", 1002, false),
  /** A text message was not UTF-8. */
  INVALID_UTF8("invalid_utf8", 1007, false),
  /** It did not prove who it is. */
  LOGIN("login", 1008, false),
  /** A frame or message was longer than permitted. */
  TOO_LARGE("too_large", 1009, false),
  /** The client did not read as fast as it was sent to. */
  SLOW_CONSUMER("slow_consumer", 1008, true),
  /** More connections than permitted. */
  TOO_MANY_CONNECTIONS("too_many_connections", 1013, true),
  /** A fault of the gateway. */
  INTERNAL("internal", 1011, true);

  private final String text;
  private final int webSocketCode;
  private final boolean retryable;

  CloseReason(String text, int webSocketCode, boolean retryable) {
    this.text = text;
    this.webSocketCode = webSocketCode;
    this.retryable = retryable;
  }

  /** The label in metrics. */
  public String text() {
    return text;
  }

  /** The text in close frames. */
  public String webSocketText() {
    return this == EXPIRED ? "Session expired" : text;
  }

  /** Status code of a WebSocket close frame, RFC 6455 section 7.4. */
  public int webSocketCode() {
    return webSocketCode;
  }

  /** Whether the client may come back at once. */
  public boolean retryable() {
    return retryable;
  }
}
