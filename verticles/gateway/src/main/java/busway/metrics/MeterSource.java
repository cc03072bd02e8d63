package busway.metrics;

/** Something that can be asked for the values of its meters, from any thread. */
public interface MeterSource {

  /** Adds the values of now. Must not block. */
  void sample(Samples samples);
}
