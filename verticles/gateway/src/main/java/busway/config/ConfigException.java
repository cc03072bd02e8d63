package busway.config;

/** A config that cannot be used. Its message is one line: key, value, what was expected. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * Makes the refusal of one value.
   *
   * @param key the dotted path of the value, or the file
   * @param problem its value and what was expected
   */
  public ConfigException(String key, String problem) {
    super(key + ": " + problem.lines().findFirst().orElse(""), null, false, false);
    this.key = key;
  }

  /** The dotted path of the value, or the file. */
  public String key() {
    return key;
  }

  /** The same refusal, of the value that has another key. */
  ConfigException of(String other) {
    return new ConfigException(other, problem());
  }

  /** The same refusal, with the place that the value came from. */
  ConfigException at(String origin) {
    return new ConfigException(key, problem() + " at " + origin);
  }

  private String problem() {
    return String.valueOf(getMessage()).substring(key.length() + 2);
  }
}
