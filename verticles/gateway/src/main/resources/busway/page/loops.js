/** The table of event loops: lag, utilisation, queue, and a state that is a word as well as a colour. */

import { byId, element } from "./dom.js";
import { figure, millis, visible } from "./text.js";

/** From when a loop's lag is worth a look, and from when it hurts. */
export const LATE_MS = { warn: 10, bad: 50 };

/** A loop's name for people: its number, if it has one. */
export function loopName(name) {
  const number = /(\d+)$/.exec(name);
  return number ? `loop ${number[1]}` : visible(name);
}

function stateOf({ lagMaxMs }) {
  return lagMaxMs >= LATE_MS.bad ? ["bad", "blocked"] : lagMaxMs >= LATE_MS.warn ? ["warn", "late"] : ["good", "fine"];
}

export function showLoops(loops) {
  const rows = byId("loops");
  while (rows.childElementCount > loops.length) {
    rows.lastElementChild.remove();
  }
  while (rows.childElementCount < loops.length) {
    rows.append(row());
  }
  loops.forEach((loop, i) => fill(rows.children[i], loop));
}

function row() {
  const busy = element("td", "number", [element("meter", "", "", { min: 0, max: 1, high: 0.8, "aria-hidden": "true" }), element("span")]);
  return element("tr", "", [element("th", "", "", { scope: "row" }), element("td", "number"), busy, element("td", "number"), element("td", "", element("span", "level"))]);
}

function fill(row, loop) {
  const [name, lag, busy, queue, state] = row.children;
  const [level, word] = stateOf(loop);
  name.textContent = loopName(loop.name);
  lag.textContent = `${millis(loop.lagMaxMs)} ms`;
  busy.firstElementChild.value = loop.utilisation;
  busy.lastElementChild.textContent = `${figure(loop.utilisation * 100)} %`;
  queue.textContent = figure(loop.pendingTasks);
  state.firstElementChild.textContent = word;
  state.firstElementChild.dataset.level = level;
}
