package busway.polyglot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.PolyglotException.StackFrame;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a script. Its message is {@code FILE:LINE:COLUMN: TEXT}, line and column from
 * 1; {@code TEXT} alone where the place is unknown. The lines after the first are the script's own
 * stack.
 */
public final class ScriptException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ScriptException(String message) {
    this(message, null);
  }

  private ScriptException(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }

  /** What the language threw. */
  static ScriptException of(Throwable thrown) {
    if (thrown instanceof ScriptException known) {
      return known;
    }
    if (thrown instanceof PolyglotException guest && !guest.isInternalError()) {
      return of(guest);
    }
    return new ScriptException(String.valueOf(thrown), thrown);
  }

  /** What a promise was rejected with: an error, or any value; text is a message as it is. */
  static ScriptException of(Value error) {
    if (error.isString()) {
      return new ScriptException(error.asString());
    }
    if (error.isException()) {
      try {
        throw error.throwException();
      } catch (RuntimeException e) {
        return of(e);
      }
    }
    return new ScriptException("rejected with " + error);
  }

  private static ScriptException of(PolyglotException guest) {
    String text = guest.getMessage() == null ? "cancelled" : guest.getMessage();
    List<String> stack = new ArrayList<>();
    SourceSection place = isUsers(guest.getSourceLocation()) ? guest.getSourceLocation() : null;
    for (StackFrame frame : guest.getPolyglotStackTrace()) {
      SourceSection section = frame.getSourceLocation();
      if (frame.isGuestFrame() && isUsers(section)) {
        place = place == null ? section : place;
        stack.add("\n    at " + frame.getRootName() + " (" + place(section) + ")");
      }
    }
    String first = place == null ? text : place(place) + ": " + text;
    Throwable cause = guest.isHostException() ? guest.asHostException() : null;
    return new ScriptException(first + String.join("", stack), cause);
  }

  private static boolean isUsers(@Nullable SourceSection section) {
    return section != null && section.isAvailable() && !section.getSource().isInternal();
  }

  private static String place(SourceSection section) {
    String path = section.getSource().getPath();
    String file = path == null ? section.getSource().getName() : path;
    return Path.of(file) + ":" + section.getStartLine() + ":" + section.getStartColumn();
  }
}
