/** The gateway's pulse: asks for the loops' figures once a second while the page is visible, and shows them. */

import { byId } from "./dom.js";
import { lagChart, rateChart } from "./charts.js";
import { LATE_MS, showLoops } from "./loops.js";
import { alarm } from "./alarm.js";
import { figure, millis } from "./text.js";

const EVERY_MS = 1_000;
const SILENT_MS = 2_000;
const PATIENCE_MS = 5_000;

export function pulse() {
  const lag = lagChart(byId("lag-chart"));
  const rates = rateChart(byId("rate-chart"));
  let before = null;
  let timer = 0;
  let asking = false;

  async function ask() {
    asking = true;
    const startedMs = performance.now();
    const late = setTimeout(() => alarm.silent(), SILENT_MS);
    try {
      const answer = await fetch("loops", { signal: AbortSignal.timeout(PATIENCE_MS), headers: { Accept: "application/json" } });
      if (!answer.ok) {
        throw new Error(`status ${answer.status}`);
      }
      show(await answer.json());
    } catch {
      unknown();
    }
    clearTimeout(late);
    asking = false;
    next(EVERY_MS - (performance.now() - startedMs));
  }

  function next(waitMs) {
    clearTimeout(timer);
    if (!document.hidden) {
      timer = setTimeout(ask, Math.max(100, waitMs));
    }
  }

  function show(snapshot) {
    const { nowMs, loops, frames, connections, version } = snapshot;
    const rate = before ? ratesBetween(before, snapshot) : null;
    const worst = loops.reduce((most, loop) => Math.max(most, loop.lagMaxMs), 0);
    before = { nowMs, frames };
    byId("version").textContent = version ?? "";
    byId("lag").textContent = millis(worst);
    byId("tile-lag").dataset.level = worst >= LATE_MS.bad ? "bad" : worst >= LATE_MS.warn ? "warn" : "good";
    byId("clients").textContent = figure(Object.values(connections).reduce((sum, n) => sum + n, 0));
    byId("frames-in").textContent = rate ? figure(rate.in) : "–";
    byId("frames-out").textContent = rate ? figure(rate.out) : "–";
    showLoops(loops);
    alarm.check(loops);
    lag.add(nowMs, loops);
    rates.add(nowMs, rate);
  }

  function unknown() {
    before = null;
    for (const id of ["lag", "clients", "frames-in", "frames-out"]) {
      byId(id).textContent = "–";
    }
    delete byId("tile-lag").dataset.level;
    alarm.silent();
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      clearTimeout(timer);
      before = null;
    } else if (!asking) {
      ask();
    }
  });
  if (!document.hidden) {
    ask();
  }
}

/** Frames a second between two snapshots; null if the counters began anew. */
function ratesBetween(before, { nowMs, frames }) {
  const seconds = (nowMs - before.nowMs) / 1_000;
  if (seconds <= 0 || frames.in < before.frames.in || frames.out < before.frames.out) {
    return null;
  }
  return { in: (frames.in - before.frames.in) / seconds, out: (frames.out - before.frames.out) / seconds };
}
