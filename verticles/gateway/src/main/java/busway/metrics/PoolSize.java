package busway.metrics;

/** The size of a pool that changes while it runs. */
public interface PoolSize {

  /** Has the meters show so many threads from now on. */
  void resize(int threads);
}
