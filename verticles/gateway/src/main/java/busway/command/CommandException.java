package busway.command;

import java.util.List;

/** A command that did not do what it was asked for. Its lines are for people. */
public final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> details;
  private final boolean misused;

  private CommandException(String message, List<String> details, boolean misused) {
    super(message, null, false, false);
    this.details = List.copyOf(details);
    this.misused = misused;
  }

  /** What was asked for makes no sense. */
  static CommandException misused(String message) {
    return new CommandException(message, List.of(), true);
  }

  /** It was tried. */
  static CommandException failed(String message) {
    return failed(message, List.of());
  }

  /** It was tried; the details come before the message, each on a line of its own. */
  static CommandException failed(String message, List<String> details) {
    return new CommandException(message, details, false);
  }

  /** Lines that come before the message. */
  public List<String> details() {
    return details;
  }

  /** Whether nothing was tried. */
  public boolean misused() {
    return misused;
  }
}
