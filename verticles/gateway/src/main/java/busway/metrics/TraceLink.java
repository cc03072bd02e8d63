package busway.metrics;

/** A sampled span, as an exemplar names it: 32 and 16 lower-case hexadecimal digits. */
public record TraceLink(String traceId, String spanId) {}
