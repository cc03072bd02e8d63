import { getDisplayValueAlignmentFactors, getFieldDisplayValues } from "@grafana/data";

const REDUCE = { calcs: ["lastNotNull"], fields: "", values: false };

/** What stats and gauges have in common: one value a series, by the reduction that the options name. */
export function repeater({ panel, options, frames, width, height, context }) {
  return {
    source: frames,
    renderCounter: 0,
    width,
    height,
    orientation: options.orientation ?? "auto",
    getAlignmentFactors: getDisplayValueAlignmentFactors,
    getValues: () =>
      getFieldDisplayValues({
        fieldConfig: panel.fieldConfig,
        reduceOptions: { ...REDUCE, ...options.reduceOptions },
        replaceVariables: context.interpolate,
        theme: context.theme,
        timeZone: context.timeZone,
        data: frames,
        sparkline: (options.graphMode ?? "area") !== "none",
      }),
  };
}
