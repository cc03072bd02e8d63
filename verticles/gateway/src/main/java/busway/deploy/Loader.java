package busway.deploy;

/**
 * Makes verticles of one kind: of classes, a jar, a source, a script, a program. From any thread.
 */
public interface Loader {

  /** Whether it is meant, by the form of {@code main}; the first of the list that says yes is. */
  boolean loads(String main);

  /**
   * Loads one version of a verticle's code. Blocks; never called on an event loop.
   *
   * @throws LoadException if there is nothing to load, or if it does not compile
   */
  Version load(VerticleConfig config);
}
