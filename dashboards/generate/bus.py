"""The event bus: what goes over it, what waits, what fails."""

from grafana import graph, says
from promql import by, now, rate

BUS = [
    graph("Messages", says("Messages on the event bus, by whether a handler was there.", "steady; no_handlers only for "
                           "publishes to topics that nobody follows now.",
                           "send no_handlers is a message to an address that nobody listens to: a verticle that is not "
                           "deployed, or a mistyped address."),
          "cps", (by("kind, outcome", rate("eventbus_messages_total")), "{{kind}} {{outcome}}")),
    graph("Delivered", says("Deliveries to handlers on the bus, and messages that went past it: between clients of one "
                            "loop, and replies to clients.", "deliveries in step with messages.",
                            "many more deliveries than messages is fan-out on the bus: one a loop is enough for any "
                            "number of clients."),
          "cps", (f"sum({rate('eventbus_deliveries_total')})", "deliveries"),
          (by("kind", rate("eventbus_direct_total")), "past the bus {{kind}}")),
    graph("Waiting on the bus", says("Messages scheduled but not yet handled.", "near zero.",
                                     "a rise is a handler that is slower than its senders: Queue time by address has "
                                     "its name."),
          "short", (by("instance", now("eventbus_pending")), "{{instance}}")),
    graph("Failed requests", says("Requests on the bus without a good reply. Empty when healthy.", "nothing.",
                                  "timeout: nobody answered in time. no_handlers: not deployed. recipient_failure: the "
                                  "handler said no. error: its codec failed, or a fault of ours."),
          "cps", (by("failure", rate("eventbus_reply_failures_total")) + " > 0", "{{failure}}")),
    graph("Discarded", says("Messages whose handler was gone or full.", "zero; during an undeploy some.",
                            "a consumer that is paused and does not come back: look at who called pause()."),
          "cps", (by("instance", rate("eventbus_discarded_total")), "{{instance}}")),
    graph("Handlers", says("Handlers registered: consumers, and replies that are awaited.", "flat.",
                           "consumer that only rises is a leak of registrations; reply that rises, nobody who "
                           "answers."),
          "short", (by("kind", now("eventbus_handlers")), "{{kind}}")),
]

TRACES = graph(
    "Spans", says("Spans of traces that were exported and dropped; zero while tracing is off.", "none dropped.",
                  "the collector is slow or away; what is dropped is lost, the gateway does not wait for it."),
    "cps", (by("outcome", rate("trace_spans_total")), "{{outcome}}"), colours={"dropped": "red"})
