import { UPlotConfigBuilder } from "@grafana/ui";

/**
 * An empty chart with Grafana's axes: time below, and on the left rows of this number, from the bottom up, named by
 * `label`. `draw` paints into it.
 */
export function chart({ rows, splits, label, axisWidth, grid, draw, context }) {
  const { theme, timeZone, timeRange } = context;
  const builder = new UPlotConfigBuilder(timeZone);
  const between = () => [timeRange.from.valueOf(), timeRange.to.valueOf()];
  builder.addScale({ scaleKey: "x", isTime: true, orientation: 0, direction: 1, range: between });
  builder.addScale({ scaleKey: "y", orientation: 1, direction: 1, range: () => [0, rows] });
  builder.addAxis({ scaleKey: "x", isTime: true, placement: "bottom", timeZone, theme, grid: { show: grid } });
  builder.addAxis({
    scaleKey: "y",
    placement: "left",
    theme,
    size: axisWidth,
    grid: { show: false },
    splits: () => splits,
    values: (_, found) => found.map(label),
  });
  builder.addSeries({
    scaleKey: "y",
    theme,
    drawStyle: "line",
    lineWidth: 0,
    showPoints: "never",
    pathBuilder: () => null,
  });
  builder.addHook("draw", (plot) => {
    plot.ctx.save();
    plot.ctx.beginPath();
    plot.ctx.rect(plot.bbox.left, plot.bbox.top, plot.bbox.width, plot.bbox.height);
    plot.ctx.clip();
    draw(plot);
    plot.ctx.restore();
  });
  return builder;
}

/** The times, and a series of nothing: what such a chart takes for its data. */
export function nothing(times) {
  return [times, times.map(() => null)];
}
