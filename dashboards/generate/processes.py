"""Verticles that are processes of their own."""

from grafana import graph, says
from promql import by, now, rate

PROCESSES = [
    graph("Processes that run", says("Child processes that run, by verticle.",
                                     "as many as instances are deployed, and twice as many while a version is replaced.",
                                     "fewer: see Processes that end, and the log under process.NAME for why."),
          "short", (by("verticle", now("process_up")), "{{verticle}}"), width=8),
    graph("Processors of processes", says("CPU that each process and what it has started takes.",
                                          "even among the children of a verticle.",
                                          "1 on every child of a single-threaded program: deploy more instances."),
          "short", (by("verticle, child", rate("process_cpu_seconds_total")), "{{verticle}} {{child}}"), width=8),
    graph("Memory of processes", says("Resident memory of each process and of what it has started.", "flat.",
                                      "a steady rise is a leak in the program: a redeploy frees it for a while."),
          "bytes", (by("verticle, child", now("process_memory_bytes")), "{{verticle}} {{child}}"), width=8),
    graph("Processes that end", says("Processes that have ended, by cause, and those that were started again.",
                                     "ends only when something is undeployed or replaced; no restarts.",
                                     "exit: the program's fault, its log has the reason. signal: somebody else's, often "
                                     "the kernel's short of memory. killed: it did not start, stop or keep its "
                                     "connection."),
          "cps", (by("verticle, cause", rate("process_exits_total")), "{{cause}} {{verticle}}"),
          (by("verticle", rate("process_restarts_total")), "restarted {{verticle}}"), width=12),
    graph("Output left out", says("Lines of processes that the log does not have, for they were too many.", "0.",
                                  "a program that logs in a loop; or raise processes.max-lines-per-second."),
          "cps", (by("verticle", rate("process_log_dropped_total")), "{{verticle}}"), amber=1, width=12),
]
