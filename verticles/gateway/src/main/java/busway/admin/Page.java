package busway.admin;

/** One answer of the admin server. */
record Page(int status, String contentType, String body) {

  static Page text(int status, String text) {
    return new Page(status, "text/plain; charset=utf-8", text + "\n");
  }

  static Page json(String text) {
    return new Page(200, "application/json", text);
  }
}
