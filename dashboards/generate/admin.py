"""The admin API, and the logs of deployments that it shows."""

from grafana import graph, says
from promql import OF, by, now, rate

ADMIN = [
    graph("Refused by the admin API", says("Calls that change or show deployments and were refused, by the code of "
                                           "their answer.", "nothing.",
                                           "unauthorized: an old token, or somebody guesses. failed: code that did "
                                           "not load or start. docs/admin-api.md lists the codes."),
          "cps", (by("code", rate("admin_refused_total", OF)), "{{code}}")),
    graph("Lines of deployments", says("Lines that deployments log, kept for busway logs and the page, and lines that "
                                       "found no place.", "a few a second; none lost.",
                                       "thousands: a deployment logs each message, which costs more than the message."),
          "cps", (f"sum({rate('deployment_log_lines_total', OF)})", "kept"),
          (f"sum({rate('deployment_log_lines_lost_total', OF)})", "lost")),
    graph("Followers of logs", says("Pages and commands that follow the log of a deployment now.", "below 16.",
                                    "at 16 more are refused: close those that nobody reads."),
          "short", (by("instance", now("admin_followers", OF)), "{{instance}}"), amber=12, red=16),
]
