import { colorManipulator, formattedValueToString, getFieldDisplayName, getValueFormat } from "@grafana/data";
import { UPlotChart, VizLayout, VizLegend, measureText } from "@grafana/ui";
import { useMemo } from "react";
import { chart, nothing } from "./chart.js";
import { runs } from "./runs.js";

/** A bar a series, in the colours of its values. The first series is on top. */
export function StateTimeline({ options, frames, width, height, context }) {
  const lanes = frames.flatMap((frame) => {
    const time = frame.fields.find(({ type }) => type === "time");
    return frame.fields
      .filter((field) => field !== time)
      .map((field) => ({
        name: getFieldDisplayName(field, frame, frames),
        field,
        times: time.values,
        stepMs: time.config.interval,
      }));
  });
  const upwards = [...lanes].reverse();
  const config = useMemo(
    () =>
      chart({
        rows: lanes.length,
        splits: upwards.map((_, row) => row + 0.5),
        label: (at) => upwards[Math.floor(at)].name,
        axisWidth: Math.min(width / 2, Math.max(...lanes.map(({ name }) => measureText(name, 12).width)) + 20),
        grid: false,
        draw: (plot) => upwards.forEach((lane, row) => bars(plot, lane, row, options)),
        context,
      }),
    [],
  );
  const legend =
    options.legend?.showLegend === false ? null : (
      <Legend placement="bottom" field={lanes[0].field} theme={context.theme} />
    );
  return (
    <VizLayout width={width} height={height} legend={legend}>
      {(w, h) => <UPlotChart config={config} data={nothing(lanes[0].times)} width={w} height={h} />}
    </VizLayout>
  );
}

function bars(plot, { field, times, stepMs }, row, { rowHeight = 0.9 }) {
  const { ctx } = plot;
  const margin = (1 - rowHeight) / 2;
  const top = plot.valToPos(row + 1 - margin, "y", true);
  const bottom = plot.valToPos(row + margin, "y", true);
  const { fillOpacity = 70 } = field.config.custom;
  for (const { from, to, state } of runs(
    times,
    field.values.map((value) => field.display(value).color),
    stepMs,
  )) {
    const left = plot.valToPos(from, "x", true);
    ctx.fillStyle = colorManipulator.alpha(state, fillOpacity / 100);
    ctx.fillRect(left, top, plot.valToPos(to, "x", true) - left, bottom - top);
  }
}

/** The states that values are mapped to, or else the thresholds in words, as Grafana has them. */
function Legend({ placement, field, theme }) {
  const states = mapped(field.config);
  const items = (states.length > 0 ? states : ranges(field.config)).map(({ label, color }) => ({
    label,
    color: theme.visualization.getColorByName(color),
    yAxis: 1,
  }));
  return (
    <VizLayout.Legend placement={placement}>
      <VizLegend placement={placement} displayMode="list" items={items} />
    </VizLayout.Legend>
  );
}

function mapped({ mappings = [] }) {
  return mappings
    .filter(({ type }) => type === "value")
    .flatMap(({ options }) => Object.values(options))
    .sort((one, other) => one.index - other.index)
    .map(({ text, color }) => ({ label: text, color }));
}

function ranges({ thresholds, unit, decimals }) {
  const { steps } = thresholds;
  const shown = (value) => formattedValueToString(getValueFormat(unit)(value, decimals));
  return steps.map((step, i) => ({
    label: i === 0 ? (steps.length > 1 ? `< ${shown(steps[1].value)}` : "any") : `${shown(step.value)}+`,
    color: step.color,
  }));
}
