"""What every client here prints: a line a check, then `done`; a check that fails ends it with code 1."""

import os
import threading
import time

PATIENCE_S = 30


class Box:
    """Holds what arrives until somebody takes it."""

    def __init__(self):
        self._items = []
        self._changed = threading.Condition()

    def put(self, item):
        with self._changed:
            self._items.append(item)
            self._changed.notify_all()

    def take(self):
        with self._changed:
            if not self._changed.wait_for(lambda: self._items, PATIENCE_S):
                raise AssertionError(f"nothing within {PATIENCE_S} s")
            return self._items.pop(0)


def check(name, run):
    try:
        run()
        print(f"ok {name}", flush=True)
    except Exception as problem:
        print(f"failed {name}: {type(problem).__name__} {problem}", flush=True)
        os._exit(1)


def equal(found, expected):
    if found != expected:
        raise AssertionError(f"{found!r} (expected: {expected!r})")


def await_that(condition):
    end = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"not so within {PATIENCE_S} s")
        time.sleep(0.01)


def done():
    print("done", flush=True)
    os._exit(0)
