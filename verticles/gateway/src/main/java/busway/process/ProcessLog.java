package busway.process;

/** Where the lines go that processes write. From any thread. */
public interface ProcessLog {

  /** Keeps nothing. */
  ProcessLog NONE = (deployment, error, text) -> {};

  /**
   * Takes a line.
   *
   * @param deployment the name of the deployment
   * @param error whether it was written to standard error
   */
  void line(String deployment, boolean error, String text);
}
