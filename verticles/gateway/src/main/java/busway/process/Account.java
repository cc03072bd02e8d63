package busway.process;

import busway.metrics.ProcessMetrics;

/**
 * What is noted of one instance over all its runs.
 *
 * @param usage what it takes from the system
 * @param counts those of its deployment
 * @param output what it writes
 */
record Account(Usage usage, ProcessMetrics.Counts counts, Output output) {

  /** Opens one. */
  static Account open(Ground ground, Plan plan) {
    ProcessMetrics.Counts counts = ground.usages().counts(plan.deployment());
    return new Account(
        ground.usages().begin(plan.deployment(), plan.instance()),
        counts,
        new Output(
            plan.deployment(),
            plan.instance(),
            ground.log(),
            ground.config().maxLinesPerSecond(),
            counts.droppedLines));
  }

  /** A run begins. */
  void begins(long pid) {
    usage.started(pid);
  }

  /** A run has ended. */
  void ended(Exit exit) {
    usage.ended();
    counts.ended(exit.cause());
  }
}
