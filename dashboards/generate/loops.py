"""What the event loops do, and how late they are."""

from board import detail
from grafana import AMBER, DARK_RED, GREEN, RED, graph, heatmap, says, states
from promql import LOOP, by, increase, now, over, quantiles, rate

BY_LOOP = "loop, instance"
LOOP_NAME = "{{loop}} {{instance}}"
TIME = "eventloop_time_seconds_total"


def in_state(state):
    return f'{LOOP},state="{state}"'


def utilisation(labels):
    """The share of time that loops do not wait for work."""
    poll, all_states = rate(TIME, in_state("poll")), rate(TIME, LOOP)
    return f"1 - {over(labels, poll, all_states)}"


def later_than(bound):
    """1 where a probe of the time around a point found its loop later than a bucket's bound, else 0."""
    within = by(BY_LOOP, rate("eventloop_lag_seconds_bucket", f'{LOOP},le="{bound}"'))
    return f"({by(BY_LOOP, rate('eventloop_lag_seconds_count', LOOP))} - {within} > bool 1e-6)"


def late_now(bound):
    return f"({now('eventloop_lag_current_seconds', LOOP)} > bool {bound})"


UTILISATION = utilisation(BY_LOOP)
STALLS_IN_1H = f"sum({increase('eventloop_stall_seconds_count', '1h')})"

STATE = f"max by ({BY_LOOP}) ({later_than(0.01)} + {later_than(0.05)} or " \
        f"{late_now(0.01)} + {late_now(0.05)} + {late_now(1)})"

LAG_HEATMAP = heatmap(
    "Event-loop lag",
    says("How long an empty task from outside waits until a loop runs it, over all loops chosen; darker is more.",
         "dark only below 1 ms.",
         "a second band higher up is one handler that takes that long; single cells at the top are stalls. Then look "
         "at Loop by loop, and at Hiccups to tell the machine from a handler."),
    by("le", rate("eventloop_lag_seconds_bucket", LOOP)), exemplars=True)

LOOP_BY_LOOP = states(
    "Loop by loop",
    says("The worst probe of each loop around each point: green within 10 ms, amber within 50 ms, red beyond, dark "
         "red while it is blocked for more than a second.", "green.",
         "red on one loop only is one verticle or one client; red on all at once is the machine: compare with Hiccups. "
         "Runbook: LoopBlockedNow, LagBudgetBurn."),
    STATE, LOOP_NAME,
    [("within 10 ms", GREEN), ("over 10 ms", AMBER), ("over 50 ms", RED), ("blocked", DARK_RED)],
    links=[detail("The loops in detail", "busway-event-loop")])

LOOP_UTILISATION = graph(
    "Loop utilisation",
    says("The share of time that each loop does not wait for work: 1 less its share of time in poll. Empty if "
         "metrics.loop-instruments is off.", "below 70 %, and alike on all loops.",
         "one far above the others: few heavy clients or one verticle (runbook: LoopImbalance). All of them: more "
         "replicas or CPUs (runbook: LoopSaturated)."),
    "percentunit", (UTILISATION, LOOP_NAME), amber=0.7, red=0.9, most=1)

BUSY_TIME = graph(
    "Busy time of an iteration",
    says("How long a loop works before it polls again: what every other client of that loop waits. max is the bound "
         "of the highest bucket in use.", "p99 below 10 ms.",
         "p50 that rises is too much work; max alone that rises is one handler: Stalls by culprit names it."),
    "s", *quantiles("eventloop_iteration_busy_seconds", "instance", LOOP, (0.5, 0.99, 1)), amber=0.01, red=0.05,
    log=True)

EVENTS = graph(
    "Events an iteration",
    says("How many sockets were ready each time a loop polled.", "a few; it rises with the load, since a busy loop "
         "serves many at once.", "a rise without more frames: the loop comes back to its sockets too late."),
    "short", (over(BY_LOOP, rate("eventloop_io_events_total", LOOP), rate("eventloop_iterations_total", LOOP)),
              LOOP_NAME))

PENDING = graph(
    "Pending tasks",
    says("Tasks that wait for their loop.", "a few.",
         "a steady rise: the loop gets more than it can do, or it is blocked."),
    "short", (now("eventloop_pending_tasks", LOOP), LOOP_NAME))

LAG = graph(
    "Lag by loop",
    says("Lag of each loop, median and p99; samples that a stall kept from being taken are filled in, so that it "
         "counts for as long as it lasted.", "p99 below 10 ms.",
         "Busy time of an iteration and Handler time say what the loop did meanwhile."),
    "s", *quantiles("eventloop_lag_seconds", BY_LOOP, LOOP), amber=0.01, red=0.05, log=True)

TIME_BY_STATE = graph(
    "Where the time goes",
    says("The share of their time that the loops chosen spend waiting in poll, reading and writing sockets (io), "
         "running tasks and handlers (tasks).", "mostly poll.",
         "io grows with traffic; tasks grow with handlers, and move to workers."),
    "percentunit",
    *[(f"sum({rate(TIME, in_state(state))}) / sum({rate(TIME, LOOP)})", state) for state in ("io", "tasks", "poll")],
    stack=True, most=1, colours={"poll": "green", "io": "blue", "tasks": "orange"})

LOOPS = [LAG_HEATMAP, LOOP_BY_LOOP, LOOP_UTILISATION, BUSY_TIME, EVENTS, PENDING, LAG, TIME_BY_STATE]
