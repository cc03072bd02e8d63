package busway.deploy;

/** Why something cannot start, or go on. Its message is one line, for people. */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes one. */
  public StartException(String message) {
    super(message, null, false, false);
  }

  /**
   * The reason in one line: the innermost message, behind the exception's name if it is others'.
   */
  public static String reason(Throwable failure) {
    Throwable innermost = failure;
    for (int depth = 0; innermost.getCause() != null && depth < 20; depth++) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    String name = innermost.getClass().getSimpleName();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    if (line.isEmpty()) {
      return name;
    }
    return innermost instanceof StartException ? line : name + ": " + line;
  }
}
