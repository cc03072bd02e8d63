"""The JVM, the host, and what runs."""

from bus import TRACES
from connections import DIRECT_MEMORY
from grafana import graph, says, table
from promql import OF, now, quantiles

HEAP = OF + ',area="heap"'

MACHINE = [
    graph("Hiccups", says("How late a thread that only sleeps wakes up.", "p99 below 5 ms.",
                          "what shows here is not a handler: it is the host, the JVM or its collector. A throttled "
                          "container, a swapping host, neighbours. If the lag is high and this is low, look at the "
                          "handlers."),
          "s", *quantiles("platform_hiccup_seconds", "instance", shares=(0.5, 0.99, 0.999)), amber=0.005, red=0.05,
          log=True),
    graph("Garbage collection", says("Share of time in pauses; every loop stands still meanwhile. Empty until the "
                                     "first collection.", "below 1 %.",
                                     "a larger heap, or -XX:+UseZGC in conf/jvm.options."),
          "percentunit", (f"sum by (instance) (rate(jvm_gc_pause_seconds_sum{{{OF}}}[$__rate_interval]))",
                          "{{instance}}"), amber=0.01, red=0.1),
    graph("Longest pause", says("The longest pause for garbage collection in the last minutes. Empty until the first "
                                "collection.", "below 20 ms.", "a larger heap, or -XX:+UseZGC in conf/jvm.options."),
          "s", (f"max by (instance) (jvm_gc_pause_seconds_max{{{OF}}})", "{{instance}}"), amber=0.02, red=0.2),
    graph("Heap", says("Heap in use, and taken from the system.", "a saw-tooth whose lows stay level.",
                       "rising lows are a leak: jcmd PID GC.class_histogram, twice, and compare."),
          "bytes", (f"sum by (instance) (jvm_memory_used_bytes{{{HEAP}}})", "used {{instance}}"),
          (f"sum by (instance) (jvm_memory_committed_bytes{{{HEAP}}})", "committed {{instance}}")),
    DIRECT_MEMORY,
    graph("CPU", says("CPUs that the process uses, of those it has.", "below three quarters of those it has.",
                      "near the limit everything waits: more CPUs, or more replicas."),
          "short", (f"rate(process_cpu_time_ns_total{{{OF}}}[$__rate_interval]) / 1e9", "used {{instance}}"),
          (f"system_cpu_count{{{OF}}}", "available {{instance}}")),
    graph("Threads and files", says("Threads and open files.", "flat; files follow the connections.",
                                    "a steady rise is a leak; files near the limit: raise ulimit -n."),
          "short", (f"jvm_threads_live_threads{{{OF}}}", "threads {{instance}}"),
          (f"process_files_open_files{{{OF}}}", "files {{instance}}")),
    graph("Scrapes", says("Time to collect and write the metrics.", "below 20 ms.", "scrape less often, and tell us."),
          "s", *quantiles("scrape_seconds", "instance"), amber=0.02, red=0.5, log=True),
    TRACES,
    table("What runs", says("Version, Java, Vert.x and network transport of each instance.",
                            "alike on all, but during a deploy.",
                            "nio on Linux: the native library did not load, the log says why."),
          now("build_info"),
          {"instance": "Instance", "version": "Version", "java": "Java", "vertx": "Vert.x", "transport": "Transport"},
          width=12),
    table("Configuration", says("Hash of each instance's effective configuration, and when it started.",
                                "alike on all, but during a deploy.",
                                "./busway config on each prints what is in effect: compare them."),
          f"process_start_time_seconds{{{OF}}} * 1000 * on (instance) group_left (hash) {now('config_info')}",
          {"instance": "Instance", "hash": "Configuration", "Value": "Started"}, width=12,
          overrides=[{"matcher": {"id": "byName", "options": "Started"},
                      "properties": [{"id": "unit", "value": "dateTimeAsIso"}]}]),
]
