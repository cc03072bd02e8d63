/**
 * Traces: spans from a client's frame over the event bus to workers and back, sent to an
 * OpenTelemetry receiver.
 *
 * <p>The only package that knows OpenTelemetry, none of whose classes is loaded while tracing is
 * off. Spans begin and end on whichever thread does the work; one thread of its own sends them.
 */
@NullMarked
package busway.tracing;

import org.jspecify.annotations.NullMarked;
