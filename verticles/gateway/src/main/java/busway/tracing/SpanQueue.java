package busway.tracing;

import busway.metrics.LastSpan;
import busway.metrics.TraceLink;
import busway.metrics.TraceSpans;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spans that have ended and wait to be sent: at most so many besides those that are being sent, the
 * rest is dropped and counted. A thread of its own sends them, some at a time; nobody else ever
 * waits.
 */
final class SpanQueue implements SpanProcessor {

  private static final Logger log = LoggerFactory.getLogger(SpanQueue.class);
  private static final int AT_A_TIME = 512;
  private static final Optional<ReadableSpan> LAST = Optional.empty();

  private final TracingConfig config;
  private final SpanExporter exporter;
  private final TraceSpans counts;
  private final Outage outage;
  private final int atATime;
  private final BlockingQueue<Optional<ReadableSpan>> queue;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile long endNs;
  private boolean givenUp;

  private SpanQueue(TracingConfig config, SpanExporter exporter, TraceSpans counts) {
    this.config = config;
    this.exporter = exporter;
    this.counts = counts;
    this.outage = new Outage(config.endpoint());
    this.atATime = Math.min(AT_A_TIME, config.maxQueuedSpans());
    this.queue = new ArrayBlockingQueue<>(config.maxQueuedSpans());
    this.thread = Thread.ofPlatform().name("busway-trace-exporter").daemon().unstarted(this::run);
  }

  /** Begins to send what comes. */
  static SpanQueue start(TracingConfig config, SpanExporter exporter, TraceSpans counts) {
    SpanQueue queue = new SpanQueue(config, exporter, counts);
    queue.thread.start();
    return queue;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    SpanContext context = span.getSpanContext();
    new LastSpan(
            new TraceLink(context.getTraceId(), context.getSpanId()),
            () -> span.hasEnded() ? span.toSpanData().getEndEpochNanos() : 0)
        .begun();
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /** Takes a span, or drops it. From any thread. */
  @Override
  public void onEnd(ReadableSpan span) {
    if (!queue.offer(Optional.of(span))) {
      counts.dropped.increment();
    }
  }

  /** Sends what there is, for so long at the most, and drops the rest. */
  CompletionStage<Void> close(Duration timeout) {
    endNs = System.nanoTime() + timeout.toNanos();
    closing = true;
    var unused = queue.offer(LAST); // where it is full, nobody waits for more
    return ended.copy().completeOnTimeout(null, timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void run() {
    try {
      while (!closing || (!givenUp && !queue.isEmpty() && leftNs() > 0)) {
        List<SpanData> batch = next();
        if (!batch.isEmpty()) {
          send(batch);
        }
      }
    } catch (InterruptedException e) {
      log.debug("nobody interrupts this thread", e);
    } finally {
      queue.forEach(span -> counts.dropped.add(span.isPresent() ? 1 : 0));
      var unused = exporter.shutdown();
      ended.complete(null);
    }
  }

  /** The next spans to send: as many as come within the interval, or as go at once. */
  private List<SpanData> next() throws InterruptedException {
    List<SpanData> batch = new ArrayList<>();
    long sinceNs = System.nanoTime();
    while (batch.size() < atATime) {
      long waitNs = closing ? 0 : config.exportInterval().toNanos() - (System.nanoTime() - sinceNs);
      Optional<ReadableSpan> span = queue.poll(Math.max(0, waitNs), TimeUnit.NANOSECONDS);
      if (span == null) {
        break;
      }
      span.ifPresent(present -> batch.add(present.toSpanData()));
    }
    return batch;
  }

  private void send(List<SpanData> batch) {
    CompletableResultCode result = exporter.export(batch);
    result.join(Math.max(0, leftNs()), TimeUnit.NANOSECONDS);
    givenUp = closing && !result.isSuccess();
    (result.isSuccess() ? counts.exported : counts.dropped).add(batch.size());
    outage.after(result);
  }

  /** How long a batch may take from now on. */
  private long leftNs() {
    long mayTakeNs = 2 * config.exportTimeout().toNanos();
    return closing ? Math.min(mayTakeNs, endNs - System.nanoTime()) : mayTakeNs;
  }
}
