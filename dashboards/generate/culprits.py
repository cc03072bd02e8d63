"""Who held a loop up: handlers by address, stalls by culprit."""

from board import wide
from grafana import graph, heatmap, says, states, table
from promql import LOOP, OF, by, fresh, increase, mean, now, quantile, quantiles, rate

STALLS = "eventloop_stalls_total"

HANDLER_TIME = graph(
    "Handler time by address",
    says("How long the handlers of an address keep their thread, p99; verticle is who registered them. Addresses "
         "beyond the allow-list and the busiest 50 are other.", "below 10 ms on an event loop.",
         "a handler that waits: deploy its verticle with threading: worker or virtual-thread. One that computes: make "
         "it a task of workers."),
    "s", (quantile(0.99, "eventbus_handler_seconds", "address, verticle"), "{{address}} ({{verticle}})"),
    amber=0.01, red=0.05, log=True)

HANDLER_SHARE = graph(
    "Time in handlers",
    says("Seconds of each second that the handlers of an address keep threads, over all threads: 100 % is one thread.",
         "spread over what your application does.",
         "the address on top is the one to make cheaper, or to move to workers, when loops are saturated."),
    "percentunit", (by("address", rate("eventbus_handler_seconds_sum")), "{{address}}"), stack=True)

QUEUE_TIME = graph(
    "Queue time by address",
    says("How long a message of an address waits between its sender and its handler, p99.", "below 5 ms.",
         "all addresses of one loop: that loop is busy. One address alone: its handler is slower than its senders, "
         "give it more instances."),
    "s", (quantile(0.99, "eventbus_queue_seconds", "address"), "{{address}}"), amber=0.005, red=0.05, log=True)

STALLS_BY_CULPRIT = graph(
    "Stalls by culprit",
    says("Stalls of a loop, by the topmost method outside the JDK, Netty and Vert.x, and by cause. A bar counts those "
         "of the last four scrapes, so that one stall is in several bars. Empty when healthy.",
         "nothing.",
         "blocked: the method waits. cpu: it computes. Both belong off the loop. gc: the heap; host: the machine. "
         "/admin/stalls on the admin port has each stack. Runbook: StallsByCulprit."),
    "short", (by("culprit, cause", fresh(STALLS, "$__rate_interval", 300, LOOP)) + " > 0", "{{culprit}} ({{cause}})"),
    bars=True, stack=True)

STALLS_IN_RANGE = table(
    "Culprits in the time shown",
    says("Stalls in the time that the dashboard shows, the most frequent first. Empty when healthy.", "no line.",
         "as Stalls by culprit: begin with the first line."),
    f"sort_desc({by('instance, loop, cause, culprit', fresh(STALLS, '$__range', '$__range_s', LOOP))} > 0)",
    {"culprit": "Culprit", "cause": "Cause", "loop": "Loop", "instance": "Instance", "Value": "Stalls"}, sort="Stalls",
    width=16, height=9)

CULPRITS = [HANDLER_TIME, HANDLER_SHARE, QUEUE_TIME, STALLS_BY_CULPRIT, STALLS_IN_RANGE]

STALLS_IN_DETAIL = [
    STALLS_BY_CULPRIT,
    graph("Stalls by cause", says("Stalls of a loop, by what kept it; a bar counts those of the last four "
                                  "scrapes. Empty when healthy.", "nothing.",
                                  "cpu and blocked are handlers; gc is the heap, host the machine: see JVM and host on "
                                  "the overview."),
          "short", (by("cause", increase("eventloop_stall_seconds_count", "$__rate_interval")) + " > 0", "{{cause}}"),
          bars=True, stack=True,
          colours={"cpu": "orange", "blocked": "red", "gc": "purple", "host": "blue"}),
    graph("Length of stalls", says("How long stalls last, by cause: median and the bound of the highest bucket in use. "
                                   "Empty when healthy.", "nothing; what there is, below 50 ms.",
                                   "a second or more: clients have noticed. See Culprits in the time shown."),
          "s", *[(expr + " > 0", legend) for expr, legend in
                 quantiles("eventloop_stall_seconds", "cause", OF, (0.5, 1))], amber=0.05, red=1, log=True),
    STALLS_IN_RANGE,
    graph("Stalls that the log left out", says("Stalls that were counted, but whose line the log's rate limit left "
                                               "out. Empty when healthy.", "nothing.",
                                               "/admin/stalls has the last of them, with their stacks."),
          "short", (by("instance", increase("eventloop_stall_log_suppressed_total", "$__rate_interval")) + " > 0",
                    "{{instance}}"), bars=True),
]

HANDLERS_IN_DETAIL = [
    *wide(12, HANDLER_TIME, HANDLER_SHARE, QUEUE_TIME),
    graph("Mean handler time by address", says("How long the handlers of an address keep their thread, on average.",
                                               "below 1 ms on an event loop.",
                                               "a mean that rises is a handler that slows down with what it keeps."),
          "s", (mean("eventbus_handler_seconds", "address, verticle"), "{{address}} ({{verticle}})"),
          amber=0.001, red=0.01, log=True, width=12),
    heatmap("Handler times", says("How long handlers keep their thread, over all addresses; darker is more.",
                                  "dark only below 1 ms.",
                                  "cells above 10 ms hold up every client of their loop: Handler time by address has "
                                  "the name."),
            by("le", rate("eventbus_handler_seconds_bucket"))),
    states("Every message timed", says("Green while one message in some is timed; amber while all of a loop are, since "
                                       "its lag is high.", "green.",
                                       "amber is the time to look at Handler time by address: it is complete now."),
           f"max by (instance, loop) ({now('eventbus_timing_full', LOOP)})", "{{loop}} {{instance}}",
           [("sampled", "green"), ("every message", "orange")]),
]
