"""Writes the dashboards of grafana/.

    python3 dashboards/generate            writes them
    python3 dashboards/generate --check    says whether they are up to date
"""

import json
import pathlib
import sys

from admin import ADMIN
from board import dashboard, wide
from bus import BUS
from clients import CLIENTS, TRAFFIC
from connections import BACKPRESSURE, COMING_AND_GOING, SHARING, SLOW_CLIENTS, TRANSPORT_VARIABLE
from connections import STRIP as CONNECTIONS_STRIP
from culprits import CULPRITS, HANDLERS_IN_DETAIL, STALLS_IN_DETAIL
from deployments import CHANGES_IN_DETAIL, DEPLOYMENTS, VERTICLES
from deployments import STRIP as DEPLOYMENTS_STRIP
from detail import ITERATIONS, OBJECTIVE, TIME_AND_CPU
from detail import STRIP as LOOP_STRIP
from health import HEALTH
from loops import EVENTS, LAG, LAG_HEATMAP, LOOP_BY_LOOP, LOOP_UTILISATION, LOOPS, PENDING, TIME_BY_STATE
from machine import MACHINE
from processes import PROCESSES
from workers import POOL_VARIABLE, POOLS_IN_DETAIL, VIRTUAL_IN_DETAIL, WORKERS
from workers import STRIP as WORKERS_STRIP

FOLDER = pathlib.Path(__file__).parents[1] / "grafana"

DASHBOARDS = [
    dashboard(
        "busway-overview", "Busway overview",
        "The event-bus gateway, from what clients feel to what may be the cause. Read from top to bottom.", [
            ("Health", HEALTH),
            ("Clients", CLIENTS),
            ("The event loops", LOOPS),
            ("Who did it", CULPRITS),
            ("The bus", BUS),
            ("Workers and virtual threads", WORKERS),
            ("Deployments", DEPLOYMENTS),
            ("Backpressure and connections", BACKPRESSURE),
            ("JVM and host", MACHINE),
        ]),
    dashboard(
        "busway-event-loop", "Busway event loop",
        "One loop, or a few: where its time goes, how late it is, and who holds it up. Choose it by Loop.", [
            ("Now", LOOP_STRIP),
            ("Lag", [LAG_HEATMAP, LOOP_BY_LOOP, *wide(12, LAG, PENDING)]),
            ("Time", [*wide(12, LOOP_UTILISATION, TIME_BY_STATE), *TIME_AND_CPU]),
            ("Iterations", [*ITERATIONS, *wide(12, EVENTS)]),
            ("Stalls", STALLS_IN_DETAIL),
            ("Handlers on the loop", HANDLERS_IN_DETAIL),
            ("The objective", OBJECTIVE),
        ]),
    dashboard(
        "busway-workers", "Busway workers",
        "Pools of workers, and virtual threads: what waits, what runs, what was given up.", [
            ("Now", WORKERS_STRIP),
            ("Pools", POOLS_IN_DETAIL),
            ("Virtual threads", VIRTUAL_IN_DETAIL),
        ], POOL_VARIABLE),
    dashboard(
        "busway-deployments", "Busway deployments",
        "Your verticles, scripts and processes: what runs, what was changed, what each one takes, what failed.", [
            ("Now", DEPLOYMENTS_STRIP),
            ("Changes", CHANGES_IN_DETAIL),
            ("Verticles", VERTICLES),
            ("Processes", PROCESSES),
            ("Admin API and logs", ADMIN),
        ]),
    dashboard(
        "busway-connections", "Busway connections",
        "Clients by transport: who comes and goes, what they send, who reads too slowly, what sharing saves.", [
            ("Now", CONNECTIONS_STRIP),
            ("Coming and going", COMING_AND_GOING),
            ("Traffic", TRAFFIC),
            ("Slow clients", SLOW_CLIENTS),
            ("Fan-out", SHARING),
        ], TRANSPORT_VARIABLE),
]


def text(board):
    return json.dumps(board, indent=1, ensure_ascii=False) + "\n"


def stale():
    """Files that are not what would be written, and files that would not be written at all."""
    expected = {f"{board['uid']}.json": text(board) for board in DASHBOARDS}
    actual = {file.name: file.read_text() for file in FOLDER.glob("*.json")}
    return sorted(name for name in expected.keys() | actual.keys() if expected.get(name) != actual.get(name))


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(f"not up to date: {', '.join(stale())} (run: python3 dashboards/generate)" if stale() else 0)
    for board in DASHBOARDS:
        (FOLDER / f"{board['uid']}.json").write_text(text(board))
