package busway.config;

import java.util.Locale;

/** How keys are written outside of a file. */
enum Spelling {
  /** {@code tcp.max-frame-bytes}, after {@code --set}. */
  DOTTED('.') {
    @Override
    String of(String key) {
      return key;
    }
  },
  /** {@code TCP_MAX_FRAME_BYTES}, after {@code BUSWAY_} in the environment. */
  VARIABLE('_') {
    @Override
    String of(String key) {
      return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
  };

  private final char separator;

  Spelling(char separator) {
    this.separator = separator;
  }

  /** One key in this spelling. */
  abstract String of(String key);

  /** What comes between two keys. */
  char separator() {
    return separator;
  }
}
