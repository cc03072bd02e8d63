"""What only the drill-down of the event loops shows."""

from grafana import graph, heatmap, says, stat, states
from loops import BY_LOOP, LOOP_NAME, STALLS_IN_1H, UTILISATION, utilisation
from promql import LOOP, by, now, quantiles, rate

CPU_SHARE = by(BY_LOOP, rate("eventloop_cpu_seconds_total", LOOP))

STRIP = [
    stat("Lag now", says("How long the slowest of the loops chosen keeps a task waiting at this moment.",
                         "below 10 ms.", "a value that grows is a loop that is blocked: take a thread dump. Runbook: "
                                         "LoopBlockedNow."),
         "s", f"max({now('eventloop_lag_current_seconds', LOOP)})", 0.01, 0.05),
    stat("Utilisation", says("The share of their time that the loops chosen do not wait for work.", "below 70 %.",
                             "Runbook: LoopSaturated."),
         "percentunit", utilisation("job"), 0.7, 0.9),
    stat("Busiest now", says("Utilisation of the busiest of the loops chosen over the last second.", "below 70 %.",
                                 "Loop utilisation shows whether it lasts."),
         "percentunit", f"max({now('eventloop_utilisation_ratio', LOOP)})", 0.7, 0.9),
    stat("Stalls in 1 h", says("How often a loop of the instances chosen stood still in the last hour.", "0.",
                               "Culprits in the time shown names the methods. Runbook: StallsByCulprit."),
         "short", STALLS_IN_1H, 1, 20, whole=True),
    stat("Channels", says("Sockets that the loops chosen serve.", "in step with the connections.",
                          "far more: sockets that nobody closes."),
         "short", f"sum({now('eventloop_channels', LOOP)})"),
    stat("Iterations", says("How often a second the loops chosen poll.", "more with more load.",
                            "few at high utilisation: each does too much before it polls again."),
         "cps", f"sum({rate('eventloop_iterations_total', LOOP)})"),
]

TIME_AND_CPU = [
    graph("CPU of each loop", says("CPU time of each loop's thread a second.", "in step with Loop utilisation.",
                                   "far below utilisation: the loop waits inside a handler, for a lock, a disk or a "
                                   "CPU."),
          "percentunit", (CPU_SHARE, LOOP_NAME), amber=0.7, red=0.9, most=1),
    graph("Busy without a CPU", says("Utilisation less CPU share: time in which a loop neither polls nor runs.",
                                     "below 5 %.", "a handler that waits, or a host that gives the thread no CPU: "
                                                   "Stalls by cause and Hiccups tell which."),
          "percentunit", (f"clamp_min({UTILISATION} - {CPU_SHARE}, 0)", LOOP_NAME), amber=0.05, red=0.2),
    graph("Imbalance", says("The busiest loop of an instance against the mean of its loops.", "below 1.5 under load; "
                            "idle loops say nothing.", "few heavy clients, or a verticle with one instance. Runbook: "
                                                       "LoopImbalance."),
          "short", (f"max by (instance) ({UTILISATION}) / avg by (instance) ({UTILISATION})", "{{instance}}"),
          amber=1.5, red=2),
    states("Who gets what is sent", says("Green while what is sent to one of several consumers goes to all in turn; blue "
                                      "while consumers on the sender's own loop come first, since the loops are busy, and "
                                      "equally so (balance in the configuration).", "either.",
                                      "a loop that changes all the time: the load is spread badly, look at Imbalance."),
           f"max by (instance, loop) ({now('eventloop_local_first', LOOP)})", LOOP_NAME,
           [("in turn", "green"), ("local first", "blue")], width=24, height=6),
]

ITERATIONS = [
    heatmap("Busy times", says("How long iterations were busy, over the loops chosen; darker is more.",
                               "dark only below 1 ms.",
                               "a second band is one kind of handler that takes that long."),
            by("le", rate("eventloop_iteration_busy_seconds_bucket", LOOP))),
    heatmap("Poll delays", says("How late a loop woke up for a timer, after it had nothing else to do; darker is more.",
                                "dark only below 1 ms.",
                                "late wake-ups of an idle loop are the host's or the kernel's: compare with Hiccups on "
                                "the overview."),
            by("le", rate("eventloop_poll_delay_seconds_bucket", LOOP))),
    graph("Busy time by loop", says("How long each loop works before it polls again: median and p99.", "p99 below "
                                    "10 ms, alike on all loops.", "one loop alone: its clients or a verticle."),
          "s", *quantiles("eventloop_iteration_busy_seconds", BY_LOOP, LOOP), amber=0.01, red=0.05, log=True,
          width=12),
    graph("Poll delay by loop", says("How late each loop woke up for a timer: median and p99.", "p99 below 5 ms.",
                                     "the host or the kernel: compare with Hiccups on the overview."),
          "s", *quantiles("eventloop_poll_delay_seconds", BY_LOOP, LOOP), amber=0.005, red=0.05, log=True, width=12),
    graph("Iterations a second", says("How often each loop polls.", "more with more load, alike on all loops.",
                                      "few at high utilisation: each does too much before it polls again."),
          "cps", (by(BY_LOOP, rate("eventloop_iterations_total", LOOP)), LOOP_NAME), width=12),
]

OBJECTIVE = [
    graph("Lag, p99 over 5 minutes", says("The recording rule of the lag of each loop.", "below 10 ms.",
                                          "as Lag by loop."),
          "s", ('busway:eventloop_lag_seconds:p99_rate5m{job=~"$job",instance=~"$instance",loop=~"$loop"}', LOOP_NAME),
          amber=0.01, red=0.05, width=12, log=True),
    graph("Late probes", says("Share of probes that found their loop later than 50 ms, over the windows of the "
                              "objective (999 of 1,000 within 50 ms).", "below 0.1 %.",
                              "0.6 % over 6 hours is a ticket, 1.44 % over an hour wakes somebody. Runbook: "
                              "LagBudgetBurn."),
          "percentunit",
          *[(f'busway:eventloop_lag_late:ratio_rate{window}{{job=~"$job"}}', f"{window} {{{{job}}}}")
            for window in ("5m", "30m", "1h", "6h")], amber=0.006, red=0.0144, width=12),
]
