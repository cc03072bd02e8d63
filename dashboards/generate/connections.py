"""Connections, what waits for slow clients, and what sharing saves."""

from board import variable
from grafana import graph, says, stat
from promql import OF, TRANSPORT, by, increase, now, rate


def connections(of):
    return graph(
        "Connections by transport", says("Clients connected, by transport.", "steady for its time of day.",
                                         "a sudden fall is the network or a deploy. Near max-connections: add "
                                         "replicas."),
        "short", (by("transport", now("connections", of)), "{{transport}}"), stack=True)


def coming_and_going(of):
    return graph(
        "Opened and closed", says("Connections that begin and end, by reason. Reasons are empty until they occur.",
                                  "as many opened as closed, mostly by client.",
                                  "expired: networks that die silently. slow_consumer, too_large, protocol_error: see "
                                  "the client. internal: a fault of the gateway, look at its log."),
        "cps", (by("transport", rate("connections_opened_total", of)), "opened {{transport}}"),
        (by("transport, reason", rate("connections_closed_total", of)) + " > 0", "closed {{transport}}: {{reason}}"))


def waiting(of):
    return graph(
        "Waiting for slow clients", says("Bytes that wait for clients which read too slowly.", "near zero.",
                                         "each client is bounded by session.max-outbound-bytes; beyond, the "
                                         "slow-consumer policy acts. All clients at once: too much is published."),
        "bytes", (by("transport", now("outbound_bytes", of)), "{{transport}}"))


def unwritable(of):
    return graph(
        "Unwritable channels", says("Connections whose socket takes no more bytes now.", "near zero.",
                                    "many at once are a slow network, or too much traffic for these clients."),
        "short", (by("transport", now("channels_unwritable", of)), "{{transport}}"))


def slow(of):
    return graph(
        "Slow consumers", says("Messages dropped or connections closed because a client did not read. Empty when "
                               "healthy.", "nothing.",
                               "a few clients: their networks. Many: something is published too often. Runbook: "
                               "SlowConsumers."),
        "cps", (by("transport, policy", rate("slow_consumer_total", of)) + " > 0", "{{transport}} {{policy}}"))


def filled_up(of):
    return graph(
        "Sockets that filled up", says("Connections that went from writable to not writable.", "single ones.",
                                       "many are slow networks or too much traffic for these clients."),
        "cps", (by("transport", rate("write_queue_full_total", of)), "{{transport}}"))


BACKPRESSURE = [make(OF) for make in (connections, coming_and_going, waiting, unwritable, filled_up, slow)]

TRANSPORT_VARIABLE = variable("transport", "Transport", f"label_values(busway_connections{{{OF}}}, transport)")

STRIP = [
    stat("Connections", says("Clients connected now.", "steady for its time of day.",
                             "a sudden fall is the network or a deploy."),
         "short", f"sum({now('connections', TRANSPORT)})"),
    stat("New clients", says("Clients that connect each second.", "few, against Connections.",
                                 "many with a flat number of connections are clients in a reconnect loop: Opened and "
                                 "closed has the reasons."),
         "cps", f"sum({rate('connections_opened_total', TRANSPORT)})"),
    stat("Subscriptions", says("Subscriptions of the clients that are connected.", "in step with Connections.",
                               "a rise without more connections: clients that subscribe and do not unsubscribe."),
         "short", f"sum({now('subscriptions', TRANSPORT)})"),
    stat("Waiting bytes", says("Bytes that wait for clients which read too slowly.", "below 1 MiB.",
                               "Waiting for slow clients has the transport."),
         "bytes", f"sum({now('outbound_bytes', TRANSPORT)})", 1 << 20, 64 << 20),
    stat("Unwritable", says("Share of connections whose socket takes no more bytes now.", "below 1 %.",
                            "a slow network, or too much traffic for these clients."),
         "percentunit",
         f"sum({now('channels_unwritable', TRANSPORT)}) / clamp_min(sum({now('connections', TRANSPORT)}), 1)",
         0.01, 0.1),
    stat("Slow in 1 h", says("Messages dropped or connections closed in the last hour because a client did "
                                       "not read.", "0.", "Slow consumers has the transport and the policy."),
         "short", f"sum({increase('slow_consumer_total', '1h', TRANSPORT)})", 1, 100, whole=True),
]

COMING_AND_GOING = [
    connections(TRANSPORT),
    coming_and_going(TRANSPORT),
    graph("Channels by loop", says("Sockets that each loop serves, listening ones included. Empty if "
                                   "metrics.loop-instruments is off.", "alike on all loops.",
                                   "uneven after a reconnect of many clients to few loops: their next reconnect deals "
                                   "them out anew. Runbook: LoopImbalance."),
          "short", (now("eventloop_channels", OF + ',loop=~"$loop"'), "{{loop}} {{instance}}")),
]

DIRECT_MEMORY = graph(
    "Direct memory", says("Memory of network buffers outside the heap, and its limit.", "below 70 % of the limit.",
                          "lower session.max-outbound-bytes or max-connections. Runbook: DirectMemoryNearLimit."),
    "bytes", (now("direct_memory_used_bytes"), "used {{instance}}"),
    (now("direct_memory_limit_bytes"), "limit {{instance}}"))

SLOW_CLIENTS = [make(TRANSPORT) for make in (waiting, unwritable, filled_up, slow)] + [
    graph("Waiting bytes a connection", says("Bytes that wait for slow clients, for each connection.",
                                             "far below session.max-outbound-bytes.",
                                             "a few clients make this rise little and Waiting for slow clients much; "
                                             "a rise of both is all of them."),
          "bytes", (f"{by('transport', now('outbound_bytes', TRANSPORT))} / "
                    f"clamp_min({by('transport', now('connections', TRANSPORT))}, 1)", "{{transport}}")),
    DIRECT_MEMORY,
]

SHARING = [
    graph("Subscriptions by transport", says("Subscriptions of clients.", "in step with the connections.",
                                             "a rise without more connections: clients that do not unsubscribe."),
          "short", (by("transport", now("subscriptions", TRANSPORT)), "{{transport}}")),
    graph("Encoded and written", says("Messages encoded for subscribers, and frames written from those encodings.",
                                      "written far above encoded.",
                                      "as many encoded as written: no two subscribers of an address on one loop."),
          "cps", (by("transport", rate("fan_out_encodings_total", TRANSPORT)), "encoded {{transport}}"),
          (by("transport", rate("fan_out_deliveries_total", TRANSPORT)), "written {{transport}}")),
    graph("Frames an encoding", says("How many clients share one encoded message. Empty while nothing is published to "
                                     "clients.", "the higher, the more it saves.",
                                     "1 means that nothing is shared: nothing to mend, but fan-out is not your load."),
          "short", (f"{by('transport', rate('fan_out_deliveries_total', TRANSPORT))} / "
                    f"({by('transport', rate('fan_out_encodings_total', TRANSPORT))} > 0)", "{{transport}}")),
]
