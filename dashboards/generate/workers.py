"""Pools of workers, and virtual threads."""

from board import variable
from grafana import bars, graph, heatmap, says, stat
from promql import OF, POOL, by, increase, now, quantiles, rate

QUEUED = OF + ',state="queued"'
GIVEN_UP = ("rejected", "timeouts", "failed", "cancelled")


def busy(of):
    return f"{by('pool', now('worker_active', of))} / {by('pool', now('worker_size', of))}"


def pools(of):
    """The panels that the overview and the drill-down share."""
    return [
        graph("Busy workers", says("Share of each pool's threads that are busy.", "below 80 %.",
                                   "at 100 % tasks queue: make the pool larger if the work waits, add CPUs if it "
                                   "computes."),
              "percentunit", (busy(of), "{{pool}}"), amber=0.8, red=1, most=1),
        graph("Queued and running", says("Tasks that wait and tasks that run.", "the queue is empty most of the time.",
                                         "a queue that only grows: the pool does less than it is given. Runbook: "
                                         "WorkerQueueGrowing."),
              "short", (by("pool", now("worker_queue_size", of)), "waiting {{pool}}"),
              (by("pool", now("worker_active", of)), "running {{pool}}")),
        graph("Wait for a worker", says("From a task's arrival to its start.", "p99 below 10 ms.",
                                        "the pool is too small for its load, or its tasks have become slow: see Run "
                                        "time."),
              "s", *quantiles("worker_queue_seconds", "pool", of), amber=0.01, red=1, log=True),
        graph("Run time", says("From a task's start to its end.", "as yesterday: what is normal depends on the task.",
                               "a change is a change of what the task waits for: a disk, a database, another service."),
              "s", *quantiles("worker_run_seconds", "pool", of), log=True),
        graph("Tasks given up", says("Tasks refused, timed out or failed. Empty when healthy.", "nothing.",
                                     "rejected: the queue is full. timeouts: the deadline is too short or the task "
                                     "hangs. failed: the log has its stack."),
              "cps", *[(by("pool", rate(f"worker_{why}_total", of)) + " > 0", f"{why} {{{{pool}}}}")
                       for why in GIVEN_UP[:3]]),
    ]


VIRTUAL = graph(
    "Virtual threads",
    says("Virtual threads that run now (mounted) and that wait for a carrier thread (queued), and how many may run at "
         "once. Nothing before Java 24, which does not tell.", "mounted below the limit, queued near zero.",
         "queued that stays: they compute rather than wait, or they are pinned. Computing belongs on a pool."),
    "short", (by("state", now("virtual_threads")), "{{state}}"),
    (f"sum({now('virtual_thread_parallelism')})", "limit"))

PINNED = graph(
    "Pinned virtual threads",
    says("How long virtual threads kept their carrier while they waited: median, and the bound of the highest bucket "
         "in use. Empty when healthy.", "nothing.",
         "a native call or a class initialiser that waits (before Java 24 also synchronized). Run such work on a pool "
         "of platform threads."),
    "s", *[(expr + " > 0", legend) for expr, legend in
           quantiles("virtual_thread_pinned_seconds", "instance", OF, (0.5, 1))], amber=0.02, red=0.2)

WORKERS = [*pools(OF), VIRTUAL]

POOL_VARIABLE = variable("pool", "Pool", f"label_values(busway_worker_active{{{OF}}}, pool)")

STRIP = [
    stat("Busiest pool", says("The largest share of busy threads of any pool chosen.", "below 80 %.",
                              "at 100 % tasks queue: Busy workers has the pool's name."),
         "percentunit", f"max({busy(POOL)})", 0.8, 1),
    stat("Waiting now", says("Tasks that wait for a thread, in all pools chosen.", "near zero.",
                             "a number that grows: Queued and running has the pool's name."),
         "short", f"sum({now('worker_queue_size', POOL)})", 10, 100),
    stat("Given up, 1 h", says("Tasks refused, timed out, failed or cancelled in the last hour.", "0.",
                                 "Tasks given up says why."),
         "short", " + ".join(f"sum({increase(f'worker_{why}_total', '1h', POOL)})" for why in GIVEN_UP), 1, 100,
         whole=True),
    stat("Tasks", says("Tasks that end each second, in all pools chosen.", "steady for its time of day.",
                       "fewer, with Waiting now rising: tasks have become slow."),
         "cps", f"sum({rate('worker_run_seconds_count', POOL)})"),
    stat("Carrier queue", says("Virtual threads that could run and wait for a carrier thread. Nothing before "
                                        "Java 24.", "near zero.",
                                        "they compute, or they are pinned: see below."),
         "short", f"sum({now('virtual_threads', QUEUED)})", 10, 100),
    stat("Pinned in 1 h", says("How often a virtual thread kept its carrier while it waited.", "0.",
                               "Pinned virtual threads says for how long; a JFR recording has the stacks."),
         "short", f"sum({increase('virtual_thread_pinned_seconds_count', '1h')})", 1, 100, whole=True),
]

POOLS_IN_DETAIL = [
    *pools(POOL),
    graph("Tasks", says("Tasks that ended, by pool; vert.x-* are Vert.x's own pools, virtual threads among them.",
                        "steady for its time of day.", "fewer, with a longer run time: what they call is slow."),
          "cps", (by("pool", rate("worker_run_seconds_count", POOL)), "{{pool}}")),
    heatmap("Waits for a worker", says("How long tasks waited for a thread; darker is more.",
                                       "dark at the bottom only.",
                                       "a band that climbs is a queue that fills."),
            by("le", rate("worker_queue_seconds_bucket", POOL))),
    heatmap("Run times", says("How long tasks ran; darker is more.", "the bands that your tasks have.",
                              "a new band is a task that waits for something new; a band at a deadline is timeouts."),
            by("le", rate("worker_run_seconds_bucket", POOL))),
    bars("Size of pools", says("Tasks that may run at once, by pool; pools without a bound are not here.",
                               "as configured under workers.pools.", "see the configuration of that instance."),
         "short", by("pool", now("worker_size", POOL)), "{{pool}}"),
    graph("Left by a gateway that stops", says("Tasks given up because the gateway stopped.", "zero.",
                                               "raise shutdown.timeout, or give tasks shorter deadlines."),
          "cps", (by("pool", rate("worker_cancelled_total", POOL)), "{{pool}}"), width=16),
]

VIRTUAL_IN_DETAIL = [
    VIRTUAL,
    PINNED,
    graph("Pinned, how often", says("How often a virtual thread kept its carrier while it waited, by instance.",
                                    "zero.", "as Pinned virtual threads."),
          "cps", (by("instance", rate("virtual_thread_pinned_seconds_count")), "{{instance}}")),
]
