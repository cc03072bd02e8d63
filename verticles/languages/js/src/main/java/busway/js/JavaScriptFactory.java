package busway.js;

import busway.polyglot.Language;
import busway.polyglot.ScriptFactory;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Of {@code app.js} and {@code js:app.js}. */
public final class JavaScriptFactory extends ScriptFactory {

  private static final URL PRELUDE =
      Objects.requireNonNull(JavaScriptFactory.class.getResource("prelude.js"));

  static final Language LANGUAGE =
      new Language(
          "js",
          List.of(".js", ".mjs", ".json"),
          Map.of(
              "js.ecmascript-version", "staging",
              "js.text-encoding", "true",
              "js.load", "false",
              "js.unhandled-rejections", "handler"),
          PRELUDE);

  /** For {@link java.util.ServiceLoader}. */
  public JavaScriptFactory() {
    super(LANGUAGE, "js");
  }
}
