"""The package vertx-python-client, asyncio over TCP: python tcp_asyncio.py PORT

The package is of the time when asyncio.Queue took the loop it belongs to; it is given a queue that still does. It
reads one frame from whatever arrives at once, so the checks wait for each answer.
"""

import asyncio
import sys

from checks import Box, check, done, equal


class Queue(asyncio.Queue):
    def __init__(self, loop=None):
        super().__init__()


asyncio.Queue = Queue
asyncio.set_event_loop(asyncio.new_event_loop())

from vertx import EventBus, Payload  # noqa: E402 (the queue must be there first)

bus = EventBus("127.0.0.1", int(sys.argv[1]), ping_interval_by_seconds=60)
pongs = Box()
answers = Box()
topic = Box()
listen = bus.listen
bus.listen = lambda frame: pongs.put(frame) if frame.get("type") == "pong" else listen(frame)
bus.add_listen_func("r1", answers.put)
bus.add_listen_func("clients.asyncio", topic.put)


def pings():
    bus.connect()
    equal(pongs.take(), {"type": "pong"})


def asks():
    bus.send(Payload("send", address="echo", replyAddress="r1", body={"n": 1}))
    equal(answers.take(), {"n": 1})


def publishes():
    bus.send(Payload("register", address="clients.asyncio"))
    bus.send(Payload("publish", address="clients.asyncio", body={"n": 2}))
    equal(topic.take(), {"n": 2})


check("connects and pings", pings)
check("asks", asks)
check("publishes to its own handler", publishes)
check("asks again", asks)
done()
