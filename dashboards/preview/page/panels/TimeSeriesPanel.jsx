import { applyNullInsertThreshold } from "@grafana/data";
import { TimeSeries } from "@grafana/ui";
import { useLayoutEffect, useMemo } from "react";
import { drawMarks } from "./marks.js";

const LEGEND = { showLegend: true, displayMode: "list", placement: "bottom", calcs: [] };

export function TimeSeriesPanel({ options, frames, width, height, context }) {
  const graphable = useMemo(() => frames.map((frame) => broken(frame, context)), [frames]);
  return (
    <TimeSeries
      frames={graphable}
      structureRev={1}
      timeRange={context.timeRange}
      timeZone={context.timeZone}
      width={width}
      height={height}
      legend={{ ...LEGEND, ...options.legend }}
      options={options}
    >
      {(config) => <Marks config={config} context={context} />}
    </TimeSeries>
  );
}

/** A line cannot go through what is missing or not a number: there it breaks. */
function broken(frame, { timeRange }) {
  return finite(
    applyNullInsertThreshold({
      frame,
      refFieldPseudoMin: timeRange.from.valueOf(),
      refFieldPseudoMax: timeRange.to.valueOf(),
    }),
  );
}

function finite(frame) {
  const orNothing = (value) => (Number.isFinite(value) ? value : null);
  const fields = frame.fields.map((field) =>
    field.type === "number" ? { ...field, values: field.values.map(orNothing) } : field,
  );
  return { ...frame, fields };
}

/** The dashboard's annotations, hooked into the chart before it is made. */
function Marks({ config, context }) {
  useLayoutEffect(() => config.addHook("draw", (chart) => drawMarks(chart, context)), []);
  return null;
}
