package busway.python;

import busway.polyglot.ScriptFactory;

/** Of {@code app.py}. */
public final class PyFactory extends ScriptFactory {

  /** For {@link java.util.ServiceLoader}. */
  public PyFactory() {
    super(PythonFactory.LANGUAGE, "py");
  }
}
