/** One lane an event loop, over the last minute: what it did (poll, io, tasks), and its stalls by the name of their culprit. */

import { byId, element } from "./dom.js";
import { loopName } from "./loops.js";
import { figure, millis, shortened, visible } from "./text.js";

const SPAN_MS = 60_000;
const MAX_LANES = 32;
const MAX_LISTED = 5;
const LANE = 30;
const GAP = 10;
const LABEL = 92;
const AXIS = 18;
const NARROW = 480;

export class Lanes {
  #canvas = byId("lanes");
  #slices = []; // oldest first: {atMs, sliceMs, loops: [{name, io, tasks}]}
  #stalls = [];
  #colours = {};

  constructor() {
    this.#paint();
    document.addEventListener("themechange", () => this.#paint());
    new ResizeObserver(() => this.#draw()).observe(this.#canvas.parentElement);
  }

  /** Takes what the gateway tells of one slice of time. */
  add({ atMs, sliceMs, loops, stalls }) {
    this.#slices.push({ atMs, sliceMs, loops });
    this.#slices = this.#slices.filter((slice) => slice.atMs > atMs - SPAN_MS);
    this.#stalls = stalls;
    this.#draw();
    this.#list();
  }

  #paint() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["line", "muted", "ink", "series-1", "series-2", "bad", "mono", "sans"]) {
      this.#colours[name] = style.getPropertyValue(`--${name}`).trim();
    }
    this.#draw();
  }

  #draw() {
    const latest = this.#slices.at(-1);
    if (!latest) {
      return;
    }
    const lanes = latest.loops.slice(0, MAX_LANES);
    const { pen, width } = this.#sheet(lanes.length * (LANE + GAP) + AXIS);
    const x = (ms) => LABEL + ((ms - latest.atMs + SPAN_MS) / SPAN_MS) * (width - LABEL);
    this.#axis(pen, width, lanes.length * (LANE + GAP));
    lanes.forEach((loop, i) => this.#lane(pen, x, loop, i * (LANE + GAP), width));
    this.#canvas.dataset.slices = String(this.#slices.length);
    this.#canvas.setAttribute("aria-label", lanes.map((loop) => `${loopName(loop.name)} ${percent(loop.io + loop.tasks)} busy`).join(", "));
  }

  /** The canvas at the size that it has on the screen, empty. */
  #sheet(height) {
    const width = this.#canvas.parentElement.clientWidth;
    const scale = devicePixelRatio || 1;
    this.#canvas.style.height = `${height}px`;
    Object.assign(this.#canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
    const pen = this.#canvas.getContext("2d");
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    return { pen, width };
  }

  #axis(pen, width, y) {
    pen.font = `11px ${this.#colours.sans}`;
    pen.fillStyle = this.#colours.muted;
    for (const agoS of width < NARROW ? [60, 30, 0] : [60, 45, 30, 15, 0]) {
      pen.textAlign = agoS === 60 ? "left" : agoS === 0 ? "right" : "center";
      pen.fillText(agoS === 0 ? "now" : `−${agoS} s`, LABEL + (1 - (agoS * 1_000) / SPAN_MS) * (width - LABEL), y + 12);
    }
  }

  #lane(pen, x, loop, y, width) {
    pen.textAlign = "left";
    pen.fillStyle = this.#colours.ink;
    pen.font = `600 12px ${this.#colours.sans}`;
    pen.fillText(loopName(loop.name), 0, y + 13, LABEL - 10);
    pen.fillStyle = this.#colours.muted;
    pen.font = `11px ${this.#colours.sans}`;
    pen.fillText(`${percent(loop.io + loop.tasks)} busy`, 0, y + 27, LABEL - 10);
    pen.fillStyle = this.#colours.line;
    pen.fillRect(LABEL, y + LANE - 1, width - LABEL, 1);
    for (const slice of this.#slices) {
      const share = slice.loops.find(({ name }) => name === loop.name);
      if (share) {
        this.#column(pen, x, slice, share, y);
      }
    }
    const stalls = this.#stalls.filter((stall) => stall.loop === loop.name && x(stall.beganMs + stall.durationMs) > LABEL);
    stalls.forEach((stall) => this.#stall(pen, x, stall, y));
    this.#names(pen, x, stalls, y);
  }

  #column(pen, x, { atMs, sliceMs }, { io, tasks }, y) {
    const from = Math.max(LABEL, x(atMs - sliceMs));
    const wide = x(atMs) - from;
    const ioHigh = Math.min(1, io) * LANE;
    const tasksHigh = Math.min(1, tasks) * LANE;
    pen.fillStyle = this.#colours["series-1"];
    pen.fillRect(from, y + LANE - ioHigh, wide, ioHigh);
    pen.fillStyle = this.#colours["series-2"];
    pen.fillRect(from, y + LANE - ioHigh - tasksHigh, wide, tasksHigh);
  }

  #stall(pen, x, { beganMs, durationMs }, y) {
    const from = Math.max(LABEL, x(beganMs));
    const wide = x(beganMs + durationMs) - from;
    pen.fillStyle = this.#colours.bad;
    pen.fillRect(from, y, Math.max(2, wide), LANE);
  }

  /** Names, the longest stalls' first, each towards the past where there is room; where there is none, the list below has it. */
  #names(pen, x, stalls, y) {
    pen.font = `11px ${this.#colours.mono}`;
    pen.textAlign = "left";
    pen.fillStyle = this.#colours.bad;
    const taken = stalls.map(({ beganMs, durationMs }) => ({ from: x(beganMs), to: x(beganMs + durationMs) + 2 }));
    for (const stall of stalls.toSorted((one, other) => other.durationMs - one.durationMs)) {
      const name = shortened(visible(blamed(stall)), 60);
      const to = x(stall.beganMs) - 4;
      const from = to - pen.measureText(name).width;
      if (from > LABEL && taken.every((place) => place.to < from || place.from > to)) {
        taken.push({ from: from - 4, to });
        pen.fillText(name, from, y + 19);
      }
    }
  }

  /** The latest stalls in words, those with a culprit first: a picture tells nothing to some. */
  #list() {
    const latest = [...this.#stalls.filter(isNamed), ...this.#stalls.filter((stall) => !isNamed(stall))].slice(0, MAX_LISTED);
    const text = latest.map((stall) => `${stall.loop} ${stall.beganMs} ${stall.durationMs}`).join();
    const list = byId("stalls");
    if (list.dataset.shown !== text) {
      list.dataset.shown = text;
      list.replaceChildren(...latest.map(row));
    }
    byId("stalls-empty").hidden = latest.length > 0;
  }
}

const CAUSES = {
  cpu: "computing",
  blocked: "waiting",
  gc: "the garbage collector stopped the JVM (gc)",
  host: "the machine gave it no processor (host)",
};

/** The collector and the host are nobody's code. */
function blamed({ cause, culprit }) {
  return culprit === "none" ? cause : culprit;
}

function isNamed({ culprit }) {
  return culprit !== "none";
}

function row({ loop, durationMs, cause, culprit, verticle, address, ongoing }) {
  const where = [verticle, address].filter(Boolean).map(visible).join(", ");
  return element("li", "", [
    element("b", "", loopName(loop)),
    ` ${ongoing ? "has been held up for" : "was held up for"} ${millis(durationMs)} ms, ${CAUSES[cause] ?? cause}`,
    ...(culprit === "none" ? [] : [" in ", element("code", "", shortened(visible(culprit), 120))]),
    ...(where ? [element("small", "", ` (${shortened(where, 120)})`)] : []),
  ]);
}

function percent(share) {
  return `${figure(Math.min(1, share) * 100)} %`;
}
