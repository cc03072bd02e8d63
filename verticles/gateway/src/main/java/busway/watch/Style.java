package busway.watch;

/** How words are set off from one another at a terminal. */
enum Style {
  /** As they are. */
  PLAIN {
    @Override
    String in(int code, String text) {
      return text;
    }
  },
  /** By the escape sequences that every terminal of today knows. */
  COLOURED {
    @Override
    String in(int code, String text) {
      return "\u001b[" + code + 'm' + text + "\u001b[0m";
    }
  };

  private static final int BOLD = 1;
  private static final int RED = 31;
  private static final int GREEN = 32;

  abstract String in(int code, String text);

  String strong(String text) {
    return in(BOLD, text);
  }

  String good(String text) {
    return in(GREEN, text);
  }

  String bad(String text) {
    return in(RED, text);
  }
}
