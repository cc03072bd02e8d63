"""The package vertx-eventbus-client, over TCP: python tcp_official.py PORT"""

import sys

from checks import Box, await_that, check, done, equal
from vertx import EventBus

errors = Box()
bus = EventBus("127.0.0.1", int(sys.argv[1]), {"ping_interval": 1, "auto_connect": False}, err_handler=errors.put)
BODIES = [{"a": 1, "deep": {"list": [1, "two", None]}}, [1, 2, 3], "text \u2603", 1.5, -7, True]


def ask(address, body):
    answers = Box()
    bus.send(address, body=body, reply_handler=answers.put)
    return answers.take()


def publishes():
    topic = Box()
    bus.register_handler("clients.topic", topic.put)
    bus.publish("clients.topic", headers={"h": "v"}, body={"n": 1})
    expected = {"type": "message", "address": "clients.topic", "headers": {"h": "v"}, "body": {"n": 1}, "send": False}
    equal(topic.take(), expected)


def answers():
    def answer(message):
        bus.send(message["replyAddress"], body={"twice": message["body"] * 2})

    bus.register_handler("clients.python", answer)
    equal(ask("clients.python", 21)["body"], {"twice": 42})


def nobody():
    bus.send("clients.nobody", body=1, reply_address="r1")
    failure = errors.take()
    equal((failure["type"], failure["address"], failure["sourceAddress"]), ("err", "r1", "clients.nobody"))
    equal((failure["failureCode"], failure["failureType"]), (-1, "NO_HANDLERS"))


def forbidden():
    bus.send("forbidden", body=1)
    equal(errors.take(), {"type": "err", "message": "access_denied"})


def unregisters():
    left = Box()
    bus.register_handler("clients.left", left.put)
    bus.publish("clients.left", body=1)
    equal(left.take()["body"], 1)
    bus.unregister_handler("clients.left")
    bus.publish("clients.left", body=2)
    equal(ask("echo", 3)["body"], 3)
    equal(left._items, [])


check("connects", bus.connect)
check("is answered when it pings", lambda: await_that(lambda: bus.last_pong is not None))
check("gets every kind of body back", lambda: [equal(ask("echo", body)["body"], body) for body in BODIES])
check("publishes to a handler, headers and all", publishes)
check("answers a request", answers)
check("hears that nobody is there", nobody)
check("hears that it may not", forbidden)
check("hears nothing once it unregistered", unregisters)
check("closes", bus.close)
done()
