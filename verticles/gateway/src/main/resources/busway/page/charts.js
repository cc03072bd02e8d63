/** Two live charts over the last 90 seconds, drawn by Chart.js (a classic script, so a global). */

import { loopName } from "./loops.js";
import { millis } from "./text.js";

const SPAN_MS = 90_000;
const GAP_MS = 3_000; // longer without a figure: the line breaks
const MAX_LEGEND = 8;
const LEAST_MS = 0.05;

/** A colour of the theme, by name. */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

class LiveChart {
  #chart;
  #canvas;
  #unit;
  #latestMs = 0;

  /** `scale` is the y axis, as Chart.js has it. */
  constructor(canvas, unit, scale) {
    this.#canvas = canvas;
    this.#unit = unit;
    this.#chart = new Chart(canvas, {
      type: "line",
      data: { datasets: [] },
      options: {
        animation: false,
        maintainAspectRatio: false,
        parsing: false,
        interaction: { mode: "index", intersect: false },
        elements: { point: { radius: 0, hitRadius: 8 }, line: { borderWidth: 1.75 } },
        scales: {
          x: { type: "linear", min: 0, max: 1, afterBuildTicks: quarters, ticks: { maxRotation: 0, callback: (value) => this.#ago(value) } },
          y: scale,
        },
        plugins: {
          legend: { position: "bottom", align: "start", labels: { boxWidth: 14, boxHeight: 2 } },
          tooltip: { callbacks: { title: ([point]) => this.#ago(point.raw.x), label: ({ dataset, raw }) => `${dataset.label}: ${millis(raw.y)} ${unit}` } },
        },
      },
    });
    this.#paint();
    document.addEventListener("themechange", () => this.#paint());
  }

  /** Adds a value a line; `values` maps a line's name to its value. */
  add(nowMs, values) {
    const { datasets } = this.#chart.data;
    const broken = nowMs - this.#latestMs > GAP_MS && this.#latestMs > 0;
    for (const [name, value] of values) {
      const line = datasets.find(({ label }) => label === name) ?? this.#line(name);
      if (broken) {
        line.data.push({ x: nowMs - 1, y: NaN });
      }
      line.data.push({ x: nowMs, y: value });
    }
    for (const line of datasets) {
      line.data = line.data.filter(({ x }) => x > nowMs - SPAN_MS - GAP_MS);
    }
    this.#chart.data.datasets = datasets.filter(({ data }) => data.length > 0);
    this.#latestMs = nowMs;
    this.#draw(nowMs, values);
  }

  #draw(nowMs, values) {
    const { options, data } = this.#chart;
    Object.assign(options.scales.x, { min: nowMs - SPAN_MS, max: nowMs });
    options.plugins.legend.display = data.datasets.length <= MAX_LEGEND;
    this.#canvas.setAttribute("aria-label", [...values].map(([name, value]) => `${name} ${millis(value)} ${this.#unit}`).join(", "));
    this.#canvas.dataset.points = String(Math.max(0, ...data.datasets.map((line) => line.data.length)));
    this.#chart.update("none");
  }

  #line(label) {
    const line = { label, data: [] };
    this.#chart.data.datasets.push(line);
    this.#paint();
    return line;
  }

  #paint() {
    const { options, data } = this.#chart;
    for (const scale of [options.scales.x, options.scales.y]) {
      scale.grid = { color: colour("line"), drawTicks: false };
      scale.border = { display: false };
      scale.ticks ??= {};
      Object.assign(scale.ticks, { color: colour("muted"), padding: 6, font: { size: 11 } });
    }
    Object.assign(options.plugins.legend.labels, { color: colour("muted"), font: { size: 11 } });
    data.datasets.forEach((line, i) => {
      line.borderColor = line.backgroundColor = colour(`series-${(i % 8) + 1}`);
    });
    this.#chart.update("none");
  }

  #ago(atMs) {
    const seconds = Math.round((this.#latestMs - atMs) / 1_000);
    return seconds <= 0 ? "now" : `−${seconds} s`;
  }
}

function quarters(scale) {
  scale.ticks = [90_000, 60_000, 30_000, 0].map((agoMs) => ({ value: scale.max - agoMs }));
}

/** Lag on a logarithmic scale: a tenth of a millisecond and a second are both worth seeing. */
export function lagChart(canvas) {
  const chart = new LiveChart(canvas, "ms", { type: "logarithmic", min: LEAST_MS, suggestedMax: 100, afterBuildTicks: tens });
  const valueOf = ({ name, lagMaxMs }) => [loopName(name), Math.max(LEAST_MS, lagMaxMs)];
  return { add: (nowMs, loops) => chart.add(nowMs, new Map(loops.map(valueOf))) };
}

function tens(scale) {
  scale.ticks = scale.ticks.filter(({ value }) => Number.isInteger(Math.round(Math.log10(value) * 1e6) / 1e6));
}

export function rateChart(canvas) {
  const chart = new LiveChart(canvas, "frames/s", { beginAtZero: true, suggestedMax: 5, ticks: { maxTicksLimit: 5 } });
  return { add: (nowMs, rate) => rate && chart.add(nowMs, new Map([["in", rate.in], ["out", rate.out]])) };
}
