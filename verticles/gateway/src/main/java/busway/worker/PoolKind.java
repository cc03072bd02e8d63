package busway.worker;

/** What the threads of a pool are. */
public enum PoolKind {
  /** Operating-system threads: for CPU-bound work, and for native calls that pin. */
  PLATFORM,
  /** Virtual threads: for work that mostly waits, in large numbers. */
  VIRTUAL
}
