package busway.metrics;

import java.util.concurrent.atomic.LongAdder;

/** What became of the sampled spans that have ended. From any thread. */
public final class TraceSpans implements MeterSource {

  /** Spans that the receiver has taken. */
  public final LongAdder exported = new LongAdder();

  /** Spans that came to a full queue, or that the receiver did not take. */
  public final LongAdder dropped = new LongAdder();

  @Override
  public void sample(Samples samples) {
    samples.add(Meter.TRACE_SPANS, exported.sum(), "exported");
    samples.add(Meter.TRACE_SPANS, dropped.sum(), "dropped");
  }
}
