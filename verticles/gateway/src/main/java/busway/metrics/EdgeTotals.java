package busway.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The edges of every transport, summed over event loops. An edge that is undeployed stays in the
 * sums, since a counter must not go back.
 */
final class EdgeTotals implements MeterSource {

  private final List<EdgeMetrics> edges = new CopyOnWriteArrayList<>();

  void add(EdgeMetrics edge) {
    edges.add(edge);
  }

  /** The sum of one count over the edges of every transport. */
  long sum(Function<EdgeMetrics, LoopCounter> count) {
    return LoopCounter.sum(edges, count);
  }

  /** Connections open now, by transport. */
  Map<String, Long> connections() {
    Map<String, Long> open = new LinkedHashMap<>();
    byTransport().forEach((transport, loops) -> open.put(transport, connections(loops)));
    return open;
  }

  @Override
  public void sample(Samples samples) {
    byTransport().forEach((transport, loops) -> sample(samples, transport, loops));
  }

  private Map<String, List<EdgeMetrics>> byTransport() {
    Map<String, List<EdgeMetrics>> transports = new LinkedHashMap<>();
    for (EdgeMetrics edge : edges) {
      transports.computeIfAbsent(edge.transport(), key -> new ArrayList<>()).add(edge);
    }
    return transports;
  }

  private static void sample(Samples samples, String transport, List<EdgeMetrics> loops) {
    sampleConnections(samples, transport, loops);
    sampleTraffic(samples, transport, loops);
    sampleBacklog(samples, transport, loops);
    sampleFanOut(samples, transport, loops);
  }

  private static void sampleConnections(Samples to, String transport, List<EdgeMetrics> loops) {
    to.add(Meter.CONNECTIONS, connections(loops), transport);
    to.add(Meter.CONNECTIONS_OPENED, LoopCounter.sum(loops, e -> e.opened), transport);
    List<String> reasons = loops.getFirst().closeReasons();
    for (int i = 0; i < reasons.size(); i++) {
      int reason = i;
      long closed = LoopCounter.sum(loops, e -> e.closed(reason));
      to.add(Meter.CONNECTIONS_CLOSED, closed, transport, reasons.get(i));
    }
  }

  private static void sampleTraffic(Samples to, String transport, List<EdgeMetrics> loops) {
    to.add(Meter.FRAMES, LoopCounter.sum(loops, e -> e.framesIn), transport, "in");
    to.add(Meter.FRAMES, LoopCounter.sum(loops, e -> e.framesOut), transport, "out");
    to.add(Meter.BYTES, LoopCounter.sum(loops, e -> e.bytesIn), transport, "in");
    to.add(Meter.BYTES, LoopCounter.sum(loops, e -> e.bytesOut), transport, "out");
    to.add(Meter.REQUESTS, loops.stream().map(e -> e.requests).toList(), transport);
    List<String> codes = loops.getFirst().errorCodes();
    for (int i = 0; i < codes.size(); i++) {
      int code = i;
      to.add(Meter.ERRORS, LoopCounter.sum(loops, e -> e.errors(code)), transport, codes.get(i));
    }
  }

  private static void sampleBacklog(Samples to, String transport, List<EdgeMetrics> loops) {
    to.add(Meter.REQUESTS_IN_FLIGHT, LoopCounter.sum(loops, e -> e.requestsInFlight), transport);
    to.add(Meter.PENDING_REPLIES, LoopCounter.sum(loops, e -> e.pendingReplies), transport);
    to.add(Meter.SUBSCRIPTIONS, LoopCounter.sum(loops, e -> e.subscriptions), transport);
    to.add(Meter.OUTBOUND_BYTES, LoopCounter.sum(loops, e -> e.outboundBytes), transport);
    to.add(Meter.WRITE_QUEUE_FULL, LoopCounter.sum(loops, e -> e.writeQueueFull), transport);
    to.add(Meter.CHANNELS_UNWRITABLE, LoopCounter.sum(loops, e -> e.unwritable), transport);
  }

  private static void sampleFanOut(Samples to, String transport, List<EdgeMetrics> loops) {
    to.add(
        Meter.SLOW_CONSUMER, LoopCounter.sum(loops, e -> e.slowConsumerDrops), transport, "drop");
    to.add(
        Meter.SLOW_CONSUMER,
        LoopCounter.sum(loops, e -> e.slowConsumerDisconnects),
        transport,
        "disconnect");
    to.add(Meter.FAN_OUT_ENCODINGS, LoopCounter.sum(loops, e -> e.encodings), transport);
    to.add(Meter.FAN_OUT_DELIVERIES, LoopCounter.sum(loops, e -> e.deliveries), transport);
  }

  /** Ends are read before beginnings, so that the difference is never below zero. */
  private static long connections(List<EdgeMetrics> loops) {
    long closed = 0;
    for (EdgeMetrics edge : loops) {
      for (int i = 0; i < edge.closeReasons().size(); i++) {
        closed += edge.closed(i).value();
      }
    }
    return LoopCounter.sum(loops, e -> e.opened) - closed;
  }
}
