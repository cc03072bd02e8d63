package busway.deploy;

import java.util.List;

/**
 * Why a deployment was not changed as asked. Its message is one line, for people, who are told the
 * problems too.
 */
public final class DeployException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Code code;
  private final transient List<Problem> problems;

  /** The kind of a refusal. */
  public enum Code {
    /** What was asked for makes no sense. */
    INVALID,
    /** The name is taken, or another change of it is under way. */
    CONFLICT,
    /** Nothing has the name. */
    NOT_FOUND,
    /** It did not load or start. */
    FAILED,
    /** It did not start in time. */
    TIMEOUT,
    /** It had not started when something newer came, or the end of the gateway. */
    GIVEN_UP,
    /** There are as many as there may be. */
    LIMIT
  }

  /** Makes one that no place in a source is known for. */
  public DeployException(Code code, String message) {
    this(code, message, List.of());
  }

  /** Makes one with the places in the source that are wrong. */
  public DeployException(Code code, String message, List<Problem> problems) {
    super(message, null, false, false);
    this.code = code;
    this.problems = List.copyOf(problems);
  }

  /** The kind of refusal. */
  public Code code() {
    return code;
  }

  /** What is wrong where; empty if that is not known. */
  public List<Problem> problems() {
    return problems;
  }

  /** The message and the first of the problems, where there is but one line for them. */
  public String line() {
    if (problems.isEmpty()) {
      return String.valueOf(getMessage());
    }
    String others = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
    return getMessage() + ": " + problems.getFirst().text() + others;
  }
}
