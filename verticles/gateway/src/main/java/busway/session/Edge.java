package busway.session;

import busway.frame.ErrorCode;
import busway.metrics.EdgeMetrics;
import busway.metrics.LoopCounter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What the sessions of one verticle instance share, and the list of them. */
public final class Edge {

  private static final long LONGEST_TICK_MS = 1_000;
  private static final long SHORTEST_TICK_MS = 20;
  private static final long LAST_CALL_MS = 50;
  private static final int LAST_CALLS = 8;

  private final ContextInternal context;
  private final EdgePolicy policy;
  private final SessionConfig config;
  private final Admission admission;
  private final Hub hub;
  private final EdgeMetrics metrics;
  private final ClientMessages messages;
  private final AtomicInteger connections;
  private final Map<CloseReason, LoopCounter> closed = new EnumMap<>(CloseReason.class);
  private final Map<ErrorCode, LoopCounter> refused = new EnumMap<>(ErrorCode.class);
  private final Sessions sessions;
  private final long drainTimeoutMs;
  private @Nullable Promise<Void> drained;
  private boolean draining;
  private boolean refusing;

  /** Makes the edge of the verticle instance that runs on {@code context}, and starts its clock. */
  public Edge(ContextInternal context, EdgePolicy policy, EdgeServices services) {
    this.context = context;
    this.policy = policy;
    this.config = services.session();
    this.admission = new Admission(policy, services.permissions());
    this.hub = services.hubs().of(context);
    this.messages = new ClientMessages(hub, services.traces(), policy.transport());
    this.connections = services.hubs().connections(policy.transport());
    this.drainTimeoutMs = services.drainTimeout().toMillis();
    this.metrics =
        services
            .metrics()
            .edge(
                policy.transport(),
                Arrays.stream(CloseReason.values()).map(CloseReason::text).toList(),
                Arrays.stream(ErrorCode.values()).map(ErrorCode::text).toList());
    name(closed, CloseReason.values(), metrics::closed);
    name(refused, ErrorCode.values(), metrics::errors);
    hub.owed().add(metrics.pendingReplies);
    this.sessions = new Sessions(context, metrics.outboundBytes);
    context.setPeriodic(tickMs(), id -> sessions.look());
  }

  /** The hub of this edge's loop. */
  public Hub hub() {
    return hub;
  }

  /** The counters of this edge. */
  public EdgeMetrics metrics() {
    return metrics;
  }

  /** The context that everything of this edge runs on. */
  public ContextInternal context() {
    return context;
  }

  /** Whether the edge is being stopped. */
  public boolean draining() {
    return draining;
  }

  /** Connections of this transport that are open now, on all loops. */
  public int connections() {
    return connections.get();
  }

  /**
   * Closes all clients. For less than half a second requests that are on their way are served as
   * ever, and each client goes with its last reply; then whoever is idle goes, and new requests are
   * refused; once the drain timeout has passed, everyone goes.
   *
   * @return completed when the last one is gone
   */
  public Future<Void> drain() {
    Promise<Void> promise = context.promise();
    drained = promise;
    draining = true;
    lastCall(LAST_CALLS);
    long timer = context.setTimer(Math.max(1, drainTimeoutMs), id -> closeAll());
    checkDrained();
    return promise.future().onComplete(done -> context.owner().cancelTimer(timer));
  }

  /** Whether new requests are refused, as they are late in a drain. */
  boolean refusing() {
    return refusing;
  }

  EdgePolicy policy() {
    return policy;
  }

  SessionConfig config() {
    return config;
  }

  ClientMessages messages() {
    return messages;
  }

  Admission admission() {
    return admission;
  }

  /** Fresh options. */
  static DeliveryOptions options() {
    return new DeliveryOptions().setTracingPolicy(TracingPolicy.IGNORE);
  }

  /** Keeps a session; its index is where it is kept. */
  int add(Session session) {
    connections.incrementAndGet();
    metrics.opened.increment();
    return sessions.add(session);
  }

  /** Counts a refusal. */
  void refused(ErrorCode code) {
    Objects.requireNonNull(refused.get(code)).increment();
  }

  /** Forgets a session by moving the last one into its place. */
  void remove(Session session, CloseReason reason) {
    connections.decrementAndGet();
    Objects.requireNonNull(closed.get(reason)).increment();
    sessions.remove(session);
    checkDrained();
  }

  /** Counted in steps, so that a loop that stands still for a while reads before it goes on. */
  private void lastCall(int steps) {
    if (steps == 0) {
      closeIdle();
    } else if (!sessions.isEmpty()) {
      context.setTimer(LAST_CALL_MS, id -> lastCall(steps - 1));
    }
  }

  private void closeIdle() {
    refusing = true;
    sessions.close(Session::closeIfDrained);
  }

  /** Counters of the metrics, which know indexes, by the constant that they count. */
  private static <E extends Enum<E>> void name(
      Map<E, LoopCounter> counters, E[] constants, IntFunction<LoopCounter> counter) {
    for (int i = 0; i < constants.length; i++) {
      counters.put(constants[i], counter.apply(i));
    }
  }

  private void closeAll() {
    sessions.close(session -> session.close(CloseReason.SHUTDOWN));
  }

  private void checkDrained() {
    if (drained != null && sessions.isEmpty()) {
      drained.tryComplete();
    }
  }

  private long tickMs() {
    long shortest = config.replyTimeout().toMillis();
    long expires = policy.expiresAfter().toMillis();
    long ms = Math.min(shortest, expires > 0 ? expires : shortest) / 4;
    return Math.clamp(ms, SHORTEST_TICK_MS, LONGEST_TICK_MS);
  }
}
