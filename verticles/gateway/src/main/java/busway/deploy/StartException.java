package busway.deploy;

/** Why the gateway cannot start. Its message is one line, for people. */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes one. */
  public StartException(String message) {
    super(message, null, false, false);
  }

  /** The reason in one line: the innermost message, and the exception's name where that helps. */
  public static String reason(Throwable failure) {
    Throwable innermost = failure;
    for (int depth = 0; innermost.getCause() != null && depth < 20; depth++) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    String name = innermost.getClass().getSimpleName();
    return message == null ? name : name + ": " + message.lines().findFirst().orElse("");
  }
}
