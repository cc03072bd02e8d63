"""A worker for tests: python3 worker.py ADDRESS [OPTION]"""

import json
import os
import signal
import subprocess
import sys
import threading
import time

sys.path.insert(0, json.loads(os.environ["BUSWAY_CONFIG"])["clients"] + "/python")
import busway

address = sys.argv[1]
options = sys.argv[2:]

if "broken" in options:
    print("cannot go on", file=sys.stderr)
    sys.exit(3)
if "flood" in options:
    for n in range(200000):
        print("line", n)
    print("x" * 1000000)
if "garbage" in options:
    sys.stdout.buffer.write(b"x" * 10000000)
    sys.stdout.buffer.write(os.urandom(1000000))
    sys.stdout.buffer.flush()
if "silent" in options:
    time.sleep(1000)
if "deaf" in options:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if "family" in options:
    subprocess.Popen(["sleep", "1000"])
    subprocess.Popen(["setsid", "sleep", "1000"])

bus = busway.from_env()
held = []
enough = threading.Event()
poured = []


def pour(least):
    """Writes lines, 10 MB a second, until it is told that it is enough, and at least so many bytes."""
    line = b"line " + b"x" * 94 + b"\n"
    lines = 0
    begin = time.monotonic()
    while not enough.is_set() or lines * len(line) < least:
        sys.stdout.buffer.write(line * 1000)
        lines += 1000
        time.sleep(max(0, begin + lines * len(line) / 10e6 - time.monotonic()))
    sys.stdout.buffer.flush()
    poured.append(lines)


@bus.consumer(address)
def answer(message):
    body = message.body
    if not isinstance(body, dict):
        return body
    if body.get("do") == "who":
        return {
            "pid": os.getpid(),
            "instance": bus.instance,
            "name": bus.name,
            "config": bus.config,
            "folder": os.getcwd(),
            "sockets": [os.environ.get("BUSWAY_SOCKET"), os.environ.get("BUSWAY_TCP")],
            "variables": sorted(os.environ),
        }
    if body.get("do") == "spin":
        end = time.process_time() + body["seconds"]
        while time.process_time() < end:
            pass
        return os.getpid()
    if body.get("do") == "hold":
        held.append(bytearray(os.urandom(1)) * body["bytes"])
        return len(held[-1])
    if body.get("do") == "pour":
        threading.Thread(target=pour, args=(body["bytes"],), daemon=True).start()
        return None
    if body.get("do") == "poured":
        enough.set()
        return poured[0] if poured else 0
    if body.get("do") == "hangup":
        bus.close()
        time.sleep(1000)
    if body.get("do") == "exit":
        os._exit(body["code"])
    if body.get("do") == "hang":
        time.sleep(1000)
    if body.get("do") == "ask":
        return bus.request(body["address"], body["body"])
    return body


bus.run()
if "deaf" in options:
    time.sleep(1000)
