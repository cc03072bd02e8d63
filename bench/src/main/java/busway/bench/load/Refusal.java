package busway.bench.load;

/** A refusal of what the user asked for: names the option, its value and what was expected. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Refusal(String option, Object value, String expected) {
    super(option + ": " + value + " (expected: " + expected + ")", null, false, false);
  }

  /** Refuses a value outside {@code least} to {@code most}, both included. */
  static void unlessBetween(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new Refusal(option, value, least + " to " + most);
    }
  }
}
