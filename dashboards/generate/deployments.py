"""Verticles that users deploy, replace and undeploy."""

from grafana import graph, says
from promql import OF, by, increase, now, quantiles, rate

DEPLOYMENTS = [
    graph("Deployments", says("Verticles of users, by what they are doing.", "all running.",
                              "failed: ./busway list and the log say why. draining that stays: a handler does not end."),
          "short", (by("state", now("deployments")), "{{state}}")),
    graph("Changes", says("Deployments, scalings, replacements and undeployments that have ended, a minute.",
                          "only what you asked for, and ok.", "failed: whoever asked for it was told why."),
          "short", (f"sum by (kind, outcome) ({rate('deployment_changes_total')}) * 60", "{{kind}} {{outcome}}")),
    graph("Drains", says("How long instances that were replaced or undeployed took to finish what they had, and what "
                         "they had not finished in time.", "far below deployments.drain-timeout, nothing abandoned.",
                         "abandoned: raise deployments.drain-timeout, or find the handler that hangs."),
          "s", *quantiles("deployment_drain_seconds", "instance", OF, (0.5, 0.99)),
          (f"sum({increase('deployment_drain_abandoned_total', '5m')})", "abandoned")),
]
