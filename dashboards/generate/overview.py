"""Writes grafana/busway-overview.json. `python3 overview.py --check` only says whether it is up to date."""

import pathlib
import sys

from grafana import annotation, graph, heatmap, rows, stat, table, text, timeline, variable

FILE = pathlib.Path(__file__).parents[1] / "grafana" / "busway-overview.json"

OF = 'job=~"$job",instance=~"$instance"'
FROM_CLIENTS = OF + ',direction="in"'
LOOP = OF + ',loop=~"$loop"'
UP = [{"type": "value", "options": {"0": {"text": "DOWN", "color": "red"}, "1": {"text": "UP", "color": "green"}}}]


def rate(name, labels=OF):
    return f"rate(busway_{name}{{{labels}}}[$__rate_interval])"


def by(labels, expr):
    return f"sum by ({labels}) ({expr})"


def quantile(share, name, labels, selector=OF):
    return f"histogram_quantile({share}, {by('le, ' + labels, rate(name + '_bucket', selector))})"


def quantiles(name, label, selector=OF, shares=(0.5, 0.99)):
    return [(quantile(s, name, label, selector), f"p{s * 100:g} {{{{{label}}}}}") for s in shares]


HEALTH = [
    stat("Up", "Whether Prometheus reaches the gateway. If it is DOWN: is the process there, does its admin port "
         "answer /live? Runbook: TargetMissing.", "none", f"min(up{{{OF}}})", mappings=UP, graph_mode="none"),
    stat("Worst lag now", "How long the slowest event loop keeps a task waiting at this moment. Good: below 10 ms. "
         "Above 50 ms every client of that loop feels it; a value that grows is a loop that is blocked right now: take "
         "a thread dump before anything else. Runbook: LoopBlockedNow.", "s",
         f"max(busway_eventloop_lag_current_seconds{{{LOOP}}})", 0.01, 0.05),
    stat("Busiest loop", "CPU share of the busiest event loop's thread. Good: below 70 %. Near 100 % the loop is "
         "saturated: move work to workers, or add loops or replicas. Runbook: LoopSaturated.", "percentunit",
         f"max({rate('eventloop_cpu_seconds_total', LOOP)})", 0.7, 0.9),
    stat("Refused frames", "Share of clients' frames that were refused. Good: below 1 %. More is a client that does "
         "not speak the protocol or asks for what it may not have: see Refusals by code.", "percentunit",
         f"sum({rate('errors_total')}) / clamp_min(sum({rate('frames_total', FROM_CLIENTS)}), 1e-9)",
         0.01, 0.05),
    stat("Connections", "Clients connected now, on every transport. A sudden fall is a network or a deploy.", "short",
         f"sum(busway_connections{{{OF}}})"),
    stat("Uptime", "Since the youngest instance started. Short and unexpected is a restart: look at its log.", "s",
         f"min(process_uptime_seconds{{{OF}}})", graph_mode="none"),
]

CLIENTS = [
    graph("Frames", "Frames from (in) and to (out) clients. Good: steady for its time of day. In without out is a bus "
          "whose handlers do not answer.", "cps",
          (by("transport, direction", rate("frames_total")), "{{transport}} {{direction}}")),
    graph("Bytes", "Bytes of frames from and to clients. A rise without more frames is larger bodies.", "Bps",
          (by("transport, direction", rate("bytes_total")), "{{transport}} {{direction}}")),
    graph("Refusals by code", "Frames refused, by code; nothing at all is good. invalid_*: a broken client. "
          "access_denied: permissions, or a client that should not. too_many_*: raise the limit or ask who. Empty when "
          "healthy.", "cps", (by("transport, code", rate("errors_total")) + " > 0", "{{transport}} {{code}}")),
    graph("Requests", "Requests of clients that got their reply or failure.", "reqps",
          (by("transport", rate("requests_seconds_count")), "{{transport}}")),
    graph("Request duration", "From a client's request to its reply, through the bus and whoever answers. Good: p99 "
          "below 50 ms for work that does not block. If it rises with the lag below, a loop is the cause; if the lag "
          "is low, the one who answers is.", "s", *quantiles("requests_seconds", "transport"), amber=0.05, red=0.5),
    graph("In flight", "Requests that await a reply, and messages that clients have yet to answer. Good: flat. A "
          "steady rise is somebody who no longer answers.", "short",
          (by("transport", f"busway_requests_in_flight{{{OF}}}"), "requests {{transport}}"),
          (by("transport", f"busway_pending_replies{{{OF}}}"), "replies owed {{transport}}")),
]

LOOPS = [
    heatmap("Event-loop lag", "How long an empty task from outside waits until a loop runs it, over all loops. Good: "
            "dark only below 1 ms. A second band higher up is one handler that takes that long; single cells at the "
            "top are stalls.", by("le", rate("eventloop_lag_seconds_bucket", LOOP))),
    timeline("Loop by loop", "The worst lag of each loop: green below 10 ms, amber to 50 ms, red above. Red on one "
             "loop only is one verticle or one client; red on all at once is the machine: compare with Hiccups.", "s",
             f"max_over_time(busway_eventloop_lag_current_seconds{{{LOOP}}}[$__rate_interval])",
             "{{instance}} {{loop}}", 0.01, 0.05),
    graph("Lag by loop", "Lag of each loop, median and p99; missing samples are filled in, so a stall counts for as "
          "long as it lasted. Good: p99 below 10 ms.", "s",
          *quantiles("eventloop_lag_seconds", "loop", LOOP), amber=0.01, red=0.05),
    graph("Loop utilisation", "CPU share of each loop's thread. Good: below 70 % and alike on all loops. One far above "
          "the others: few heavy clients or one verticle. A blocked loop uses no CPU: see the lag.", "percentunit",
          (by("instance, loop", rate("eventloop_cpu_seconds_total", LOOP)), "{{instance}} {{loop}}"),
          amber=0.7, red=0.9, most=1),
    graph("Pending tasks", "Tasks that wait for their loop. Good: a few. A steady rise: the loop gets more than it can "
          "do, or it is blocked.", "short",
          (f"busway_eventloop_pending_tasks{{{LOOP}}}", "{{instance}} {{loop}}")),
]

BUS = [
    graph("Messages", "Messages on the event bus. no_handlers is a message to an address that nobody listens to: for a "
          "publish that may be meant, for a send it is a client's or a deployment's mistake.", "cps",
          (by("kind, outcome", rate("eventbus_messages_total")), "{{kind}} {{outcome}}")),
    graph("Delivered and waiting", "Deliveries to handlers, and messages scheduled but not yet handled. Good: waiting "
          "stays near zero. A rise is a handler that is slower than its senders. Past the bus goes what one loop's "
          "clients send one another, and replies to clients.", "short",
          (f"sum({rate('eventbus_deliveries_total')})", "deliveries a second"),
          (f"sum({rate('eventbus_direct_total')})", "of messages, past the bus"),
          (f"sum(busway_eventbus_pending{{{OF}}})", "waiting"),
          (by("kind", f"busway_eventbus_handlers{{{OF}}}"), "handlers {{kind}}")),
    graph("Failed requests", "Requests on the bus without a good reply. timeout: nobody answered in time. no_handlers: "
          "not deployed. recipient_failure: the handler said no. Discarded: its handler was gone. Empty when healthy.",
          "cps", (by("failure", rate("eventbus_reply_failures_total")) + " > 0", "{{failure}}"),
          (f"sum({rate('eventbus_discarded_total')})", "discarded")),
]

WORKERS = [
    graph("Busy workers", "Share of each pool's threads that are busy. Good: below 80 %. At 100 % requests queue: make "
          "the pool larger if the work waits, add CPUs if it computes.", "percentunit",
          (f"{by('pool', f'busway_worker_active{{{OF}}}')} / {by('pool', f'busway_worker_size{{{OF}}}')}", "{{pool}}"),
          amber=0.8, red=1, most=1),
    graph("Queued and running", "Tasks that wait and tasks that run. Good: the queue is empty most of the time. "
          "Runbook: WorkerQueueGrowing.", "short",
          (by("pool", f"busway_worker_queue_size{{{OF}}}"), "waiting {{pool}}"),
          (by("pool", f"busway_worker_active{{{OF}}}"), "running {{pool}}")),
    graph("Tasks given up", "Tasks refused, timed out or failed. Good: zero. rejected: the queue is full. "
          "timeouts: the deadline is too short or the task hangs. Empty when healthy.", "cps",
          *[(by("pool", rate(f"worker_{why}_total")) + " > 0", f"{why} {{{{pool}}}}")
            for why in ("rejected", "timeouts", "failed")]),
    graph("Wait for a worker", "From a task's arrival to its start. Good: p99 below 10 ms; more means that the pool is "
          "too small for its load.", "s", *quantiles("worker_queue_seconds", "pool"), amber=0.01, red=1),
    graph("Run time", "From a task's start to its end. What is normal depends on the task; watch for a change.", "s",
          *quantiles("worker_run_seconds", "pool")),
    graph("Tasks", "Tasks that ended, by pool; vert.x-* are Vert.x's own pools, virtual threads among them.", "cps",
          (by("pool", rate("worker_run_seconds_count")), "{{pool}}")),
]

BACKPRESSURE = [
    graph("Connections by transport", "Clients connected, by transport.", "short",
          (by("transport", f"busway_connections{{{OF}}}"), "{{transport}}"), stack=True),
    graph("Opened and closed", "Connections that begin and end, by reason. Good: mostly client. expired: networks that "
          "die silently. slow_consumer, too_large, protocol_error: see the client. internal: a fault of the gateway, "
          "look at its log. Reasons are empty until they occur.", "cps",
          (by("transport", rate("connections_opened_total")), "opened {{transport}}"),
          (by("transport, reason", rate("connections_closed_total")) + " > 0", "{{transport}} {{reason}}")),
    graph("Waiting for slow clients", "Bytes that wait for clients which read too slowly. Good: near zero. Each client "
          "is bounded by session.max-outbound-bytes; beyond, the slow-consumer policy acts.", "bytes",
          (by("transport", f"busway_outbound_bytes{{{OF}}}"), "{{transport}}")),
    graph("Sockets that filled up", "Connections that went from writable to not writable. Single ones are normal; many "
          "are slow networks or too much traffic for these clients.", "cps",
          (by("transport", rate("write_queue_full_total")), "{{transport}}")),
    graph("Slow consumers", "Messages dropped or connections closed because a client did not read. Good: none. "
          "Runbook: SlowConsumers. Empty when healthy.", "cps",
          (by("transport, policy", rate("slow_consumer_total")) + " > 0", "{{transport}} {{policy}}")),
    graph("Subscriptions and sharing", "Subscriptions now, and frames written for each encoded message: the higher, the "
          "more the shared encoding saves. Sharing is empty while nothing is published to clients.", "short",
          (by("transport", f"busway_subscriptions{{{OF}}}"), "subscriptions {{transport}}"),
          (f"{by('transport', rate('fan_out_deliveries_total'))} / "
           f"({by('transport', rate('fan_out_encodings_total'))} > 0)", "frames an encoding {{transport}}")),
]

JVM = [
    graph("Heap", "Heap in use and its limit. Good: a saw-tooth whose lows stay level. Rising lows are a leak.",
          "bytes", (f'sum by (instance) (jvm_memory_used_bytes{{{OF},area="heap"}})', "used {{instance}}"),
          (f'sum by (instance) (jvm_memory_committed_bytes{{{OF},area="heap"}})', "committed {{instance}}")),
    graph("Direct memory", "Memory of network buffers outside the heap, and its limit. Good: below 70 % of it. "
          "Runbook: DirectMemoryNearLimit.", "bytes",
          (f"busway_direct_memory_used_bytes{{{OF}}}", "used {{instance}}"),
          (f"busway_direct_memory_limit_bytes{{{OF}}}", "limit {{instance}}")),
    graph("Garbage collection", "Share of time in pauses. Good: below 1 %. Every loop stands still meanwhile. Empty until "
          "the first collection.", "percentunit",
          (f"sum by (instance) (rate(jvm_gc_pause_seconds_sum{{{OF}}}[$__rate_interval]))", "{{instance}}"),
          amber=0.01, red=0.1),
    graph("Longest pause", "The longest pause for garbage collection in the last minutes. Good: below 20 ms. Longer: a "
          "larger heap, or -XX:+UseZGC. Empty until the first collection.", "s",
          (f"max by (instance) (jvm_gc_pause_seconds_max{{{OF}}})", "{{instance}}"), amber=0.02, red=0.2),
    graph("Hiccups", "How late a thread that only sleeps wakes up. What shows here is not a handler: it is the host, "
          "the JVM or its collector. Good: p99 below 5 ms. If the lag is high and this is low, look at the handlers.",
          "s", *quantiles("platform_hiccup_seconds", "instance", shares=(0.5, 0.99, 0.999)), amber=0.005, red=0.05),
    graph("CPU", "CPUs that the process uses, of those it has. Near the limit everything waits.", "short",
          (f"rate(process_cpu_time_ns_total{{{OF}}}[$__rate_interval]) / 1e9", "used {{instance}}"),
          (f"system_cpu_count{{{OF}}}", "available {{instance}}")),
    graph("Threads and files", "Threads and open files; a steady rise is a leak.", "short",
          (f"jvm_threads_live_threads{{{OF}}}", "threads {{instance}}"),
          (f"process_files_open_files{{{OF}}}", "files {{instance}}")),
    graph("Scrapes", "Time to collect and write the metrics. Good: below 20 ms.", "s",
          *quantiles("scrape_seconds", "instance"), amber=0.02, red=0.5),
    table("What runs", "Version, Java, Vert.x and network transport of each instance. Alike on all, but during a "
          "deploy.", f"busway_build_info{{{OF}}}", ["Time", "Value", "__name__", "job"]),
    table("Configuration", "Hash of each instance's effective configuration. Alike on all, but during a deploy.",
          f"busway_config_info{{{OF}}}", ["Time", "Value", "__name__", "job"]),
]

DASHBOARD = {
    "uid": "busway-overview",
    "title": "Busway overview",
    "description": "The event-bus gateway: clients, loops, bus, workers, backpressure, JVM. Read from top to bottom.",
    "tags": ["busway"],
    "schemaVersion": 39,
    "version": 1,
    "editable": True,
    "graphTooltip": 1,
    "refresh": "10s",
    "time": {"from": "now-30m", "to": "now"},
    "timezone": "browser",
    "links": [],
    "annotations": {"list": [
        annotation("Starts", "blue", f"process_start_time_seconds{{{OF}}} * 1000", "{{instance}} started"),
    ]},
    "templating": {"list": [
        {"name": "datasource", "label": "Data source", "type": "datasource", "query": "prometheus",
         "current": {"text": "default", "value": "default"}},
        variable("job", "Job", "label_values(busway_build_info, job)"),
        variable("instance", "Instance", 'label_values(busway_build_info{job=~"$job"}, instance)'),
        variable("loop", "Loop", f"label_values(busway_eventloop_lag_current_seconds{{{OF}}}, loop)"),
    ]},
    "panels": rows([
        ("Health", HEALTH),
        ("Clients", CLIENTS),
        ("The event loops", LOOPS),
        ("The bus", BUS),
        ("Workers and virtual threads", WORKERS),
        ("Backpressure and connections", BACKPRESSURE),
        ("JVM and host", JVM),
    ]),
}

if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if FILE.read_text() == text(DASHBOARD) else f"{FILE.name} is not what overview.py writes: run it")
    FILE.write_text(text(DASHBOARD))
