package busway.metrics;

/**
 * One measured duration whose span was sampled.
 *
 * @param atMs when it was measured, Unix time
 */
public record TracedDuration(TraceLink link, double seconds, long atMs) {}
