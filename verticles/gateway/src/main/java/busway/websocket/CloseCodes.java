package busway.websocket;

/** The status codes of close frames: RFC 6455 section 7.4 and the registry that it founded. */
final class CloseCodes {

  private CloseCodes() {}

  /** Whether a client may send the code: not those that are reserved, nor those of nobody. */
  static boolean mayBeSent(int code) {
    boolean registered = code >= 1_000 && code <= 1_014 && (code < 1_004 || code > 1_006);
    boolean ofApplications = code >= 3_000 && code <= 4_999;
    return registered || ofApplications;
  }
}
