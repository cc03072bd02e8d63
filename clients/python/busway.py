"""A client of Busway for Python 3.8 and newer, in one file and without dependencies.

A worker that the gateway starts (`main: process:python3 worker.py`):

    import busway

    bus = busway.from_env()

    @bus.consumer("double")
    def double(message):
        return 2 * message.body

    bus.run()

Any other program:

    with busway.connect("127.0.0.1", 7000) as bus:
        print(bus.request("echo", {"hello": "world"}))

A Bus belongs to one thread. A handler may call every method; while it awaits the reply to a request of its own, other
messages wait for it. To use more cores, deploy more instances.
"""

import collections
import json
import os
import socket
import struct
import traceback

__all__ = ["Bus", "Closed", "Failure", "Message", "Refused", "connect", "from_env"]


class Failure(Exception):
    """A request that failed; raised by a handler, the failure that whoever asked is told."""

    def __init__(self, code, message, type="RECIPIENT_FAILURE"):
        super().__init__(message)
        self.code = code
        self.message = message
        self.type = type


class Refused(Exception):
    """A frame of ours that the gateway refused: `access_denied` and the like."""


class Closed(Exception):
    """The connection has ended."""


class Message:
    """A message that came: `address`, `body`, `headers`, and whether its sender `wants_reply`."""

    def __init__(self, frame):
        self.address = frame["address"]
        self.body = frame.get("body")
        self.headers = frame.get("headers") or {}
        self.reply_address = frame.get("replyAddress")

    @property
    def wants_reply(self):
        return self.reply_address is not None


class Bus:
    """One connection to the gateway. Made by `from_env` or `connect`."""

    def __init__(self, sock, token=None, name="", instance=0, config=None):
        self.name = name
        self.instance = instance
        self.config = {} if config is None else config
        self._socket = sock
        self._input = sock.makefile("rb")
        self._handlers = {}
        self._waiting = collections.deque()
        self._replies = 0
        if token is not None:
            self._write({"type": "login", "token": token})
            self._expect("login")

    def consumer(self, address, handler=None):
        """Has `handler(message)` called for each message to the address. Its result is the reply. Also a decorator."""
        if handler is None:
            return lambda function: self.consumer(address, function)
        self._handlers[address] = handler
        self._write({"type": "register", "address": address})
        return handler

    def unregister(self, address):
        """Ends what `consumer` began."""
        del self._handlers[address]
        self._write({"type": "unregister", "address": address})

    def send(self, address, body=None, headers=None):
        """Sends a message to one consumer of the address."""
        self._write(_frame("send", address, body, headers))

    def publish(self, address, body=None, headers=None):
        """Sends a message to all consumers of the address."""
        self._write(_frame("publish", address, body, headers))

    def request(self, address, body=None, headers=None, timeout=30.0):
        """The body of the reply; raises `Failure`. `timeout` is in seconds."""
        return self.ask(address, body, headers, timeout).body

    def ask(self, address, body=None, headers=None, timeout=30.0):
        """As `request`, but the reply itself, with its headers."""
        self._replies += 1
        name = "reply-%d" % self._replies
        frame = _frame("send", address, body, headers)
        frame["replyAddress"] = name
        frame.setdefault("headers", {})["timeout"] = max(1, int(timeout * 1000))
        self._write(frame)
        while True:
            answer = self._read()
            if answer.get("address") != name:
                self._keep(answer)
            elif answer["type"] == "err":
                raise Failure(answer["failureCode"], answer.get("message"), answer["failureType"])
            else:
                return Message(answer)

    def ping(self):
        """Returns once the gateway has done all that it was told before."""
        self._write({"type": "ping"})
        self._expect("pong")

    def run(self):
        """Calls handlers until the gateway ends the connection."""
        try:
            while True:
                self._handle(self._waiting.popleft() if self._waiting else self._read())
        except Closed:
            pass

    def close(self):
        """Ends the connection."""
        self._input.close()
        self._socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()

    def _handle(self, frame):
        if frame["type"] == "err":
            _refused(frame)
            return
        handler = self._handlers.get(frame.get("address"))
        if frame["type"] != "message" or handler is None:
            return
        message = Message(frame)
        answer = {"type": "send", "address": message.reply_address}
        try:
            body = handler(message)
            json.dumps(body)
            answer["body"] = body
        except Closed:
            raise
        except Failure as failure:
            answer.update(failureCode=failure.code, message=failure.message)
        except Exception as failure:  # a handler's own fault: it is told, and the next message is served
            traceback.print_exc()
            answer.update(failureCode=500, message="%s: %s" % (type(failure).__name__, failure))
        if message.wants_reply:
            self._write(answer)

    def _expect(self, type):
        while True:
            frame = self._read()
            if frame["type"] == type:
                return
            self._keep(frame)

    def _keep(self, frame):
        if frame["type"] == "err" and "address" not in frame:
            _refused(frame)
        self._waiting.append(frame)

    def _write(self, frame):
        data = json.dumps(frame, separators=(",", ":")).encode()
        try:
            self._socket.sendall(struct.pack(">I", len(data)) + data)
        except OSError as failure:
            raise Closed(str(failure)) from None

    def _read(self):
        try:
            head = self._input.read(4)
            data = self._input.read(struct.unpack(">I", head)[0]) if len(head) == 4 else b""
        except OSError as failure:
            raise Closed(str(failure)) from None
        if not data:
            raise Closed("the gateway has ended the connection")
        return json.loads(data)


def from_env(wait=10.0):
    """The bus of a program that the gateway has started; raises `KeyError` in any other."""
    environment = os.environ
    path = environment.get("BUSWAY_SOCKET")
    if path:
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        sock.settimeout(wait)
        sock.connect(path)
        sock.settimeout(None)
    else:
        host, port = environment["BUSWAY_TCP"].rsplit(":", 1)
        sock = _tcp(host, int(port), wait)
    return Bus(
        sock,
        environment["BUSWAY_TOKEN"],
        environment.get("BUSWAY_NAME", ""),
        int(environment.get("BUSWAY_INSTANCE", "0")),
        json.loads(environment.get("BUSWAY_CONFIG", "{}")),
    )


def connect(host="127.0.0.1", port=7000, wait=10.0):
    """A bus over the TCP port that is open to all."""
    return Bus(_tcp(host, port, wait))


def _tcp(host, port, wait):
    sock = socket.create_connection((host, port), wait)
    sock.settimeout(None)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def _frame(type, address, body, headers):
    frame = {"type": type, "address": address, "body": body}
    if headers:
        frame["headers"] = dict(headers)
    return frame


def _refused(frame):
    message = frame.get("message")
    if message == "server_shutdown":
        raise Closed("the gateway stops")
    raise Refused(message)
