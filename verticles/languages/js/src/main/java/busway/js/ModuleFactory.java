package busway.js;

import busway.polyglot.ScriptFactory;

/** Of {@code app.mjs}. */
public final class ModuleFactory extends ScriptFactory {

  /** For {@link java.util.ServiceLoader}. */
  public ModuleFactory() {
    super(JavaScriptFactory.LANGUAGE, "mjs");
  }
}
