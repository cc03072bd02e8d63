package busway.python;

import busway.polyglot.Language;
import busway.polyglot.ScriptFactory;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Of {@code python:app.py}. */
public final class PythonFactory extends ScriptFactory {

  private static final URL PRELUDE =
      Objects.requireNonNull(PythonFactory.class.getResource("prelude.py"));

  static final Language LANGUAGE =
      new Language(
          "python", List.of(".py"), Map.of("python.DontWriteBytecodeFlag", "true"), PRELUDE);

  /** For {@link java.util.ServiceLoader}. */
  public PythonFactory() {
    super(LANGUAGE, "python");
  }
}
