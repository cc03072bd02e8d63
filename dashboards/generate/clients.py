"""What clients ask for, what they are refused, and how long they wait."""

from grafana import graph, heatmap, says
from promql import OF, TRANSPORT, by, now, over, quantiles, rate


def clients(of):
    """Rate, errors and duration by transport, from the series that a selector leaves."""
    return [
        graph("Frames", says("Frames from (in) and to (out) clients.", "steady for its time of day.",
                             "in without out is a bus whose handlers do not answer; a fall on all transports is the "
                             "network, or a deploy of the clients."),
              "cps", (by("transport, direction", rate("frames_total", of)), "{{transport}} {{direction}}")),
        graph("Refusals by code", says("Frames refused, by code. Empty when healthy.", "nothing at all.",
                                       "invalid_*: a broken client. access_denied: permissions, or a client that "
                                       "should not. too_many_*: raise the limit or ask who."),
              "cps", (by("transport, code", rate("errors_total", of)) + " > 0", "{{transport}} {{code}}")),
        graph("Request duration", says("From a client's request to its reply or failure, through the bus and whoever "
                                       "answers.", "p99 below 50 ms for work that does not block.",
                                       "if the lag of the loops rises with it, a loop is the cause; if the lag is low, "
                                       "the one who answers is: see Handler time and Run time."),
              "s", *quantiles("requests_seconds", "transport", of), amber=0.05, red=0.5, log=True,
              target={"exemplar": True}),
        graph("Requests", says("Requests of clients that got their reply or failure.", "steady for its time of day.",
                               "fewer, with In flight rising: the one who answers has become slow."),
              "reqps", (by("transport", rate("requests_seconds_count", of)), "{{transport}}")),
        graph("In flight", says("Requests that await a reply, and messages that clients have yet to answer.", "flat.",
                                "a steady rise is somebody who no longer answers: a verticle (requests) or clients "
                                "(replies owed)."),
              "short", (by("transport", now("requests_in_flight", of)), "requests {{transport}}"),
              (by("transport", now("pending_replies", of)), "replies owed {{transport}}")),
        graph("Bytes", says("Bytes of frames from (in) and to (out) clients.", "in step with Frames.",
                            "a rise without more frames is larger bodies: who sends them?"),
              "binBps", (by("transport, direction", rate("bytes_total", of)), "{{transport}} {{direction}}")),
    ]


CLIENTS = clients(OF)

TRAFFIC = [
    *clients(TRANSPORT),
    heatmap("Request durations", says("How many requests took how long; darker is more.",
                                      "one dark band, low.",
                                      "a second band is a second kind of work, or a stall that many requests share: "
                                      "compare with the lag of the loops."),
            by("le", rate("requests_seconds_bucket", TRANSPORT))),
    graph("Bytes a frame", says("The mean length of a frame.", "flat.",
                                "a rise is larger bodies, which cost every client that gets them."),
          "bytes", (over("transport, direction", rate("bytes_total", TRANSPORT), rate("frames_total", TRANSPORT)),
                    "{{transport}} {{direction}}"), width=12),
    graph("Request duration, p99 over 5 minutes", says("The recording rule that a service level goes by.",
                                                       "below 50 ms.", "as Request duration."),
          "s", ('busway:requests_seconds:p99_rate5m{job=~"$job",transport=~"$transport"}', "{{job}} {{transport}}"),
          amber=0.05, red=0.5, width=12, log=True),
    graph("Refused frames, share over 5 minutes", says("The recording rule that a service level goes by.",
                                                       "below 1 %.", "as Refusals by code."),
          "percentunit", ('busway:errors:ratio_rate5m{job=~"$job"}', "{{job}}"), amber=0.01, red=0.05, width=12),
]
