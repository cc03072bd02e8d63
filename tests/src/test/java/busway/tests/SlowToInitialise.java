package busway.tests;

/** A class that takes its time to initialise. */
final class SlowToInitialise {

  static {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SlowToInitialise() {}
}
