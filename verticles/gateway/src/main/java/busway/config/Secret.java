package busway.config;

/** A text that is told to nobody: it is neither shown nor logged, nor part of any message. */
public record Secret(String text) {

  @Override
  public String toString() {
    return "(secret)";
  }
}
