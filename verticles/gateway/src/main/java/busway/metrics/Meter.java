package busway.metrics;

import static busway.metrics.Meter.Type.COUNTER;
import static busway.metrics.Meter.Type.GAUGE;
import static busway.metrics.Meter.Type.HISTOGRAM;
import static busway.metrics.Meter.Type.INFO;

import java.util.List;

/**
 * The catalogue: every meter of the gateway itself. What is not here is not exported. Names are
 * those that Prometheus shows; the unit is the end of the name, seconds and bytes only.
 */
public enum Meter {
  BUILD_INFO(INFO, "build_info", "What runs.", "version", "java", "vertx", "transport"),
  CONFIG_INFO(INFO, "config_info", "The hash of the effective configuration.", "hash"),

  CONNECTIONS(GAUGE, "connections", "Connections open now.", "transport"),
  CONNECTIONS_OPENED(
      COUNTER, "connections_opened_total", "Connections accepted since the start.", "transport"),
  CONNECTIONS_CLOSED(
      COUNTER, "connections_closed_total", "Connections ended, by reason.", "transport", "reason"),
  FRAMES(COUNTER, "frames_total", "Frames from and to clients.", "transport", "direction"),
  BYTES(COUNTER, "bytes_total", "Bytes of frames from and to clients.", "transport", "direction"),
  ERRORS(COUNTER, "errors_total", "Frames of clients refused, by code.", "transport", "code"),
  REQUESTS(
      HISTOGRAM,
      "requests_seconds",
      "From a client's request to its reply or failure.",
      "transport"),
  REQUESTS_IN_FLIGHT(
      GAUGE, "requests_in_flight", "Requests of clients without a reply yet.", "transport"),
  PENDING_REPLIES(
      GAUGE, "pending_replies", "Messages that clients have yet to answer.", "transport"),
  SUBSCRIPTIONS(GAUGE, "subscriptions", "Subscriptions of clients now.", "transport"),
  OUTBOUND_BYTES(
      GAUGE, "outbound_bytes", "Bytes that wait for clients which read too slowly.", "transport"),
  WRITE_QUEUE_FULL(
      COUNTER, "write_queue_full_total", "Connections that stopped being writable.", "transport"),
  CHANNELS_UNWRITABLE(
      GAUGE,
      "channels_unwritable",
      "Connections whose client reads more slowly than it is written to, now.",
      "transport"),
  SLOW_CONSUMER(
      COUNTER,
      "slow_consumer_total",
      "Messages dropped or connections closed because a client did not read.",
      "transport",
      "policy"),
  FAN_OUT_ENCODINGS(
      COUNTER, "fan_out_encodings_total", "Messages encoded for subscribers.", "transport"),
  FAN_OUT_DELIVERIES(
      COUNTER,
      "fan_out_deliveries_total",
      "Frames written to subscribers from those encodings.",
      "transport"),

  EVENTBUS_MESSAGES(
      COUNTER,
      "eventbus_messages_total",
      "Messages on the event bus, by whether a handler was there.",
      "kind",
      "outcome"),
  EVENTBUS_DELIVERIES(
      COUNTER, "eventbus_deliveries_total", "Messages that reached a handler, once a handler."),
  EVENTBUS_DIRECT(
      COUNTER,
      "eventbus_direct_total",
      "Messages handed over on the event loop of their receiver instead of on the bus.",
      "kind"),
  EVENTBUS_PENDING(GAUGE, "eventbus_pending", "Messages scheduled and not yet delivered."),
  EVENTBUS_DISCARDED(
      COUNTER, "eventbus_discarded_total", "Messages whose handler was gone or full."),
  EVENTBUS_HANDLERS(GAUGE, "eventbus_handlers", "Handlers registered now.", "kind"),
  EVENTBUS_REPLY_FAILURES(
      COUNTER, "eventbus_reply_failures_total", "Requests on the bus that failed.", "failure"),

  EVENTBUS_HANDLER(
      HISTOGRAM,
      "eventbus_handler_seconds",
      "How long handlers of the event bus ran; a timed message stands for those that were not.",
      "address",
      "verticle"),
  EVENTBUS_QUEUE(
      HISTOGRAM,
      "eventbus_queue_seconds",
      "From a message's way into the queue of its handler's thread to the handler.",
      "address"),
  EVENTBUS_TIMING_FULL(
      GAUGE,
      "eventbus_timing_full",
      "1 while every message of the loop is timed because its lag is high, else 0.",
      "loop"),

  EVENTLOOP_LOCAL_FIRST(
      GAUGE,
      "eventloop_local_first",
      "1 while consumers on the sender's own loop come first, else 0: all in turn.",
      "loop"),

  WORKER_SIZE(GAUGE, "worker_size", "Tasks that the pool may run at once.", "pool"),
  WORKER_ACTIVE(GAUGE, "worker_active", "Tasks that run now.", "pool"),
  WORKER_QUEUE_SIZE(GAUGE, "worker_queue_size", "Tasks that wait for a thread now.", "pool"),
  WORKER_QUEUE(HISTOGRAM, "worker_queue_seconds", "From a task's arrival to its start.", "pool"),
  WORKER_RUN(HISTOGRAM, "worker_run_seconds", "From a task's start to its end.", "pool"),
  WORKER_REJECTED(
      COUNTER, "worker_rejected_total", "Tasks refused because the queue was full.", "pool"),
  WORKER_TIMEOUTS(COUNTER, "worker_timeouts_total", "Tasks given up at their deadline.", "pool"),
  WORKER_CANCELLED(
      COUNTER, "worker_cancelled_total", "Tasks given up because the gateway stopped.", "pool"),
  WORKER_FAILED(COUNTER, "worker_failed_total", "Tasks that ended in a fault.", "pool"),

  VIRTUAL_THREADS(
      GAUGE,
      "virtual_threads",
      "Virtual threads on a carrier, and virtual threads that wait for one.",
      "state"),
  VIRTUAL_THREAD_PARALLELISM(
      GAUGE, "virtual_thread_parallelism", "Virtual threads that may run at once."),
  VIRTUAL_THREAD_PINNED(
      HISTOGRAM,
      "virtual_thread_pinned_seconds",
      "How long virtual threads that waited kept their carrier, from 1 ms on."),

  EVENTLOOP_LAG(
      HISTOGRAM,
      "eventloop_lag_seconds",
      "How long an empty task from outside waits for the loop; missing samples filled in.",
      "loop"),
  EVENTLOOP_LAG_CURRENT(
      GAUGE,
      "eventloop_lag_current_seconds",
      "Lag now: of the last probe, or the age of the one under way if that is more.",
      "loop"),
  EVENTLOOP_PENDING_TASKS(
      GAUGE, "eventloop_pending_tasks", "Tasks that wait for the loop.", "loop"),
  EVENTLOOP_CPU(COUNTER, "eventloop_cpu_seconds_total", "CPU time of the loop's thread.", "loop"),
  EVENTLOOP_UTILISATION(
      GAUGE,
      "eventloop_utilisation_ratio",
      "Share of the last second that the loop was outside its poll, or on a CPU.",
      "loop"),

  EVENTLOOP_TIME(
      COUNTER,
      "eventloop_time_seconds_total",
      "Time the loop waited in its poll, served what was ready (io), and ran its tasks.",
      "loop",
      "state"),
  EVENTLOOP_ITERATIONS(COUNTER, "eventloop_iterations_total", "Polls that have ended.", "loop"),
  EVENTLOOP_IO_EVENTS(
      COUNTER, "eventloop_io_events_total", "Handles that polls found ready.", "loop"),
  EVENTLOOP_ITERATION_BUSY(
      HISTOGRAM,
      "eventloop_iteration_busy_seconds",
      "From the end of a poll to the next poll: how long the loop asked nobody.",
      "loop"),
  EVENTLOOP_POLL_DELAY(
      HISTOGRAM,
      "eventloop_poll_delay_seconds",
      "How late a poll ended that was to wake the loop for a timer.",
      "loop"),
  EVENTLOOP_CHANNELS(GAUGE, "eventloop_channels", "Channels registered with the loop.", "loop"),

  EVENTLOOP_STALLS(
      COUNTER,
      "eventloop_stalls_total",
      "Times that the loop stood still, by cause and by who held it up.",
      "loop",
      "cause",
      "culprit"),
  EVENTLOOP_STALL(HISTOGRAM, "eventloop_stall_seconds", "How long the loops stood still.", "cause"),
  EVENTLOOP_STALL_LOG_SUPPRESSED(
      COUNTER,
      "eventloop_stall_log_suppressed_total",
      "Stalls that the log does not have, since it had enough lines."),
  PROCESS_UP(GAUGE, "process_up", "1 while the child process runs, else 0.", "verticle", "child"),
  PROCESS_CPU(
      COUNTER,
      "process_cpu_seconds_total",
      "CPU time of a child process and of what it has started.",
      "verticle",
      "child"),
  PROCESS_MEMORY(
      GAUGE,
      "process_memory_bytes",
      "Memory of a child process and of what it has started.",
      "verticle",
      "child"),
  PROCESS_RESTARTS(
      COUNTER,
      "process_restarts_total",
      "Child processes started again after they had ended.",
      "verticle"),
  PROCESS_EXITS(
      COUNTER, "process_exits_total", "Child processes that have ended.", "verticle", "cause"),
  PROCESS_LOG_DROPPED(
      COUNTER,
      "process_log_dropped_total",
      "Lines of child processes that the log does not have, since they were too many.",
      "verticle"),

  TRACE_SPANS(
      COUNTER,
      "trace_spans_total",
      "Sampled spans, by whether the receiver has taken them.",
      "outcome"),

  ADMIN_REFUSED(COUNTER, "admin_refused_total", "Calls of the admin API refused, by code.", "code"),
  ADMIN_FOLLOWERS(GAUGE, "admin_followers", "Those who follow the log of a deployment now."),
  DEPLOYMENT_LOG_LINES(
      COUNTER, "deployment_log_lines_total", "Lines of deployments kept for the admin API."),
  DEPLOYMENT_LOG_LINES_LOST(
      COUNTER,
      "deployment_log_lines_lost_total",
      "Lines of deployments not kept, since there were as many names as there may be."),

  DEPLOYMENTS(GAUGE, "deployments", "Deployments of users now, by what they are doing.", "state"),
  DEPLOYMENT_CHANGES(
      COUNTER,
      "deployment_changes_total",
      "Changes of deployments that have ended.",
      "kind",
      "outcome"),
  DEPLOYMENT_DRAINS(
      GAUGE,
      "deployment_drains",
      "Versions of deployments that were replaced and have not finished what they had."),
  DEPLOYMENT_DRAIN(
      HISTOGRAM,
      "deployment_drain_seconds",
      "How long instances that were replaced or undeployed took to finish what they had."),
  DEPLOYMENT_DRAIN_ABANDONED(
      COUNTER,
      "deployment_drain_abandoned_total",
      "Messages that such instances had not finished when they were stopped."),

  DIRECT_MEMORY_USED(GAUGE, "direct_memory_used_bytes", "Memory of buffers outside the heap."),
  DIRECT_MEMORY_LIMIT(
      GAUGE, "direct_memory_limit_bytes", "The most memory that such buffers may take."),
  PLATFORM_HICCUP(
      HISTOGRAM,
      "platform_hiccup_seconds",
      "How late a thread wakes that has slept: the host, the JVM or its GC."),
  SCRAPE(HISTOGRAM, "scrape_seconds", "Time to collect and write the metrics.");

  /** What a value means, and so how Prometheus may aggregate it. */
  enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM,
    INFO
  }

  private static final String PREFIX = "busway_";

  private final Type type;
  private final String name;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> labels;

  Meter(Type type, String name, String description, String... labels) {
    this.type = type;
    this.name = PREFIX + name;
    this.description = description;
    this.labels = List.of(labels);
  }

  Type type() {
    return type;
  }

  /** The name as Prometheus shows it; a histogram's without {@code _bucket}. */
  String fullName() {
    return name;
  }

  /** {@code seconds}, {@code bytes}, or empty for a count or a ratio. */
  String unit() {
    String base = baseName();
    return base.endsWith("_seconds") ? "seconds" : base.endsWith("_bytes") ? "bytes" : "";
  }

  /** The name without the suffix that its type adds. */
  String baseName() {
    return name.replaceFirst("_(total|info)$", "");
  }

  String description() {
    return description;
  }

  List<String> labels() {
    return labels;
  }
}
