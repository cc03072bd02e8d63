package busway.deploy;

import java.util.List;

/** Why code cannot be loaded. Its message is one line, for people. */
public final class LoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Makes one that no place in a source is known for. */
  public LoadException(String message) {
    this(message, List.of());
  }

  /** Makes one with the places in the source that are wrong. */
  public LoadException(String message, List<Problem> problems) {
    super(message, null, false, false);
    this.problems = List.copyOf(problems);
  }

  /** What is wrong where; empty if that is not known. */
  public List<Problem> problems() {
    return problems;
  }
}
