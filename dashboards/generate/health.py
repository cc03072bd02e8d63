"""The strip at the top of the overview: is all well?"""

from board import detail
from grafana import says, stat
from loops import STALLS_IN_1H, UTILISATION
from promql import LOOP, OF, now, rate

IN = OF + ',direction="in"'

UP_OR_DOWN = [
    {"type": "value", "options": {"0": {"text": "DOWN", "color": "red"}, "1": {"text": "UP", "color": "green"}}}
]

HEALTH = [
    stat("Up", says("Whether Prometheus reaches every gateway.", "UP.",
                    "is the process there, and does its admin port answer /live? Runbook: TargetMissing."),
         "none", f"min(up{{{OF}}})", mappings=UP_OR_DOWN, graph_mode="none"),
    stat("Worst lag", says("How long the slowest event loop keeps a task waiting at this moment.",
                               "below 10 ms.",
                               "above 50 ms every client of that loop feels it. A value that grows is a loop that is "
                               "blocked right now: take a thread dump before anything else. Runbook: LoopBlockedNow."),
         "s", f"max({now('eventloop_lag_current_seconds', LOOP)})", 0.01, 0.05,
         links=[detail("The loops in detail", "busway-event-loop")]),
    stat("Busiest loop", says("Utilisation of the busiest event loop: the share of time that it does not wait for "
                              "work.", "below 70 %.",
                              "near 100 % the loop is saturated: move work to workers, or add loops or replicas. "
                              "Runbook: LoopSaturated."),
         "percentunit", f"max({UTILISATION})", 0.7, 0.9,
         links=[detail("The loops in detail", "busway-event-loop")]),
    stat("Stalls in 1 h", says("How often a loop stood still for longer than metrics.stalls.threshold in the last "
                               "hour, whatever the cause.", "0; a few after a start are the JVM that warms up.",
                               "Stalls by culprit names the method. Runbook: StallsByCulprit."),
         "short", STALLS_IN_1H, 1, 20, whole=True, links=[detail("The loops in detail", "busway-event-loop")]),
    stat("Error share", says("Frames of clients that were refused, and requests on the bus that failed, for each frame "
                             "that came.", "below 1 %.",
                             "Refusals by code and Failed requests say which. A client that does not speak the "
                             "protocol, permissions, or nobody who answers."),
         "percentunit",
         f"(sum({rate('errors_total')}) + sum({rate('eventbus_reply_failures_total')})) / "
         f"clamp_min(sum({rate('frames_total', IN)}), 1)", 0.01, 0.05),
    stat("Alerts", says("Alerts of this job that fire now.", "0.",
                        "each has its section in docs/operations.md, under its name."),
         "short", 'count(ALERTS{alertstate="firing",job=~"$job"}) or vector(0)', 1, 1),
]
