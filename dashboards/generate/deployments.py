"""Verticles that users deploy, replace and undeploy, and what they cost."""

from board import detail, wide
from grafana import graph, says, stat
from promql import OF, by, increase, now, quantile, rate

DRAINED = increase("deployment_drain_seconds_bucket", "5m")
FAILED_CHANGES = increase("deployment_changes_total", "1h", OF + ',outcome="failed"')


def in_state(state):
    return now("deployments", f'{OF},state="{state}"')


STATES = graph(
    "Deployments", says("Verticles of users, by what they are doing.", "all running.",
                        "failed: ./busway list and the log say why. draining that stays: a handler does not end."),
    "short", (by("state", now("deployments")), "{{state}}"),
    colours={"running": "green", "starting": "blue", "draining": "orange", "failed": "red"},
    links=[detail("Deployments in detail", "busway-deployments")])

CHANGES = graph(
    "Changes", says("Deployments, scalings, replacements and undeployments that have ended; a bar counts those of the last "
                    "four scrapes, so that one is in several bars.",
                    "only what you asked for, and ok.", "failed: whoever asked for it was told why."),
    "short", (f"sum by (kind, outcome) ({increase('deployment_changes_total', '$__rate_interval')})",
              "{{kind}} {{outcome}}"),
    bars=True, stack=True,
    colours={f"{kind} failed": colour for kind, colour in
             (("deploy", "red"), ("redeploy", "dark-red"), ("scale", "semi-dark-red"), ("undeploy", "light-red"))})

DRAINS = graph(
    "Drains", says("How long instances that were replaced, undeployed or too many took to finish what they had, over 5 "
                   "minutes: median and p99.", "far below deployments.drain-timeout.",
                   "handlers that are slow, or that answer late: Handler time by verticle has the name."),
    "s", *[(f"histogram_quantile({share}, {by('le, instance', DRAINED)})", f"p{share * 100:g} {{{{instance}}}}")
           for share in (0.5, 0.99)], amber=1, red=10)

ABANDONED = graph(
    "Not finished in time", says("Messages and requests that instances which were replaced, undeployed or too many had "
                                 "not finished within deployments.drain-timeout; they have failed.", "zero.",
                                 "raise deployments.drain-timeout, or find the handler that hangs."),
    "short", (by("instance", increase("deployment_drain_abandoned_total", "$__rate_interval")), "{{instance}}"),
    amber=1, red=100)

REPLACED = graph(
    "Versions that finish", says("Versions that were replaced and have not finished what they had.", "zero, but for moments.",
                                 "a handler of an old version hangs: deployments.drain-timeout ends it, and from "
                                 "deployments.max-drains of one name on redeployments are refused."),
    "short", (by("instance", now("deployment_drains")), "{{instance}}"), amber=1, red=4)

DEPLOYMENTS = [STATES, CHANGES, DRAINS]

STRIP = [
    stat("Running", says("Verticles of users that run.", "as many as you have deployed.",
                         "fewer: Deployments has the others' state, ./busway list their names and reasons."),
         "short", f"sum({in_state('running')})", whole=True),
    stat("Failed", says("Verticles of users that did not start or have failed since.", "0.",
                        "./busway list has their names and why; redeploy or undeploy them."),
         "short", f"sum({in_state('failed')})", 1, 1, whole=True),
    stat("Bad changes", says("Deployments, scalings, replacements and undeployments of the last hour that "
                                       "failed or were refused.", "0.",
                                       "Changes says which kind; whoever asked was told why, and so does the log."),
         "short", f"sum({FAILED_CHANGES})", 1, 10, whole=True),
    stat("Abandoned", says("Messages and requests that instances on their way out had not finished in time, in "
                                     "the last hour.", "0.",
                                     "raise deployments.drain-timeout, or find the handler that hangs."),
         "short", f"sum({increase('deployment_drain_abandoned_total', '1h')})", 1, 100, whole=True),
    stat("Processes", says("Processes of verticles that run.", "as many as instances are deployed.",
                           "fewer: Processes that end says why."),
         "short", f"sum({now('process_up')})", whole=True),
    stat("Restarts", says("Processes of verticles that were started again in the last hour.", "0.",
                                 "their log has the reason: ./busway logs NAME."),
         "short", f"sum({increase('process_restarts_total', '1h')})", 1, 10, whole=True),
]

CHANGES_IN_DETAIL = wide(8, STATES, CHANGES, REPLACED) + wide(12, DRAINS, ABANDONED)

VERTICLES = [
    graph("Messages by verticle", says("Messages that the handlers of each verticle take a second; busway is the "
                                       "gateway itself.",
                                       "steady for its time of day.",
                                       "a fall of one alone: its clients, or its address is taken by another version."),
          "cps", (by("verticle", rate("eventbus_handler_seconds_count")), "{{verticle}}")),
    graph("Handler time by verticle", says("How long the handlers of each verticle keep their thread, p99.",
                                           "below 10 ms on an event loop.",
                                           "one that waits: threading worker or virtual-thread. One that computes: a "
                                           "process, or a task of workers."),
          "s", (quantile(0.99, "eventbus_handler_seconds", "verticle"), "{{verticle}}"), amber=0.01, red=0.05, log=True),
    graph("Threads kept by verticle", says("Seconds of each second that the handlers of a verticle keep threads, over "
                                           "all its instances: 100 % is one thread. A process's own time is in "
                                           "Processors of processes.", "below its instances.",
                                           "near as many as its instances: deploy more of them (./busway scale)."),
          "percentunit", (by("verticle", rate("eventbus_handler_seconds_sum")), "{{verticle}}"), stack=True),
]
