package busway.bench.load;

/** A run that could not be made; the message says why. */
final class Failure extends Exception {

  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message, null, false, false);
  }
}
