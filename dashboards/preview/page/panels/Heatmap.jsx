import { formattedValueToString, getValueFormat } from "@grafana/data";
import { UPlotChart, VizLayout } from "@grafana/ui";
import * as schemes from "d3-scale-chromatic";
import { useMemo } from "react";
import { chart, nothing } from "./chart.js";
import { drawMarks } from "./marks.js";

const ROW_NAME_HEIGHT = 22;

/** Buckets of a histogram over time. */
export function Heatmap({ options, frames, width, height, context }) {
  const [time, ...buckets] = frames[0].fields;
  const values = buckets.flatMap((bucket) => bucket.values).filter((value) => value > (options.filterValues?.le ?? 0));
  const most = Math.max(...values, Number.MIN_VALUE);
  const least = Math.min(...values, most);
  const colour = useMemo(() => scale(options.color ?? {}, context.theme), []);
  const legend =
    options.legend?.show === false ? null : <Legend placement="bottom" least={least} most={most} colour={colour} />;
  const config = useMemo(() => {
    const every = Math.ceil((buckets.length * ROW_NAME_HEIGHT) / height);
    return chart({
      rows: buckets.length,
      splits: buckets.map((_, row) => row + 1).filter((row) => (buckets.length - row) % every === 0),
      label: (row) => bound(buckets[row - 1].name, options.yAxis?.unit),
      axisWidth: 60,
      grid: false,
      draw: (plot) => {
        cells(plot, {
          time,
          buckets,
          share: (value) => (most > least ? (value - least) / (most - least) : 1),
          filter: options.filterValues?.le ?? 0,
          colour,
          gap: options.cellGap ?? 1,
        });
        drawMarks(plot, context);
      },
      context,
    });
  }, []);
  return (
    <VizLayout width={width} height={height} legend={legend}>
      {(w, h) => <UPlotChart config={config} data={nothing(time.values)} width={w} height={h} />}
    </VizLayout>
  );
}

function bound(name, unit = "short") {
  return name === "+Inf" ? "+Inf" : formattedValueToString(getValueFormat(unit)(Number(name)));
}

/** Grafana's colours: a scheme of d3 in steps, dark where little is in the dark theme, and bent by an exponent. */
function scale({ scheme = "Oranges", steps = 64, exponent = 0.5, scale: kind, reverse = false }, theme) {
  const interpolate = schemes[`interpolate${scheme}`] ?? schemes.interpolateOranges;
  const flip = theme.isDark !== reverse;
  return (share) => {
    const bent = kind === "linear" ? share : share ** exponent;
    const step = Math.min(steps - 1, Math.floor(bent * steps)) / (steps - 1);
    return interpolate(flip ? 1 - step : step);
  };
}

/** A cell ends at its sample's time: it holds what came since the one before. */
function cells(plot, { time, buckets, share, filter, colour, gap }) {
  const { ctx } = plot;
  const stepMs = time.config.interval;
  const space = gap * devicePixelRatio;
  const x = (at) => Math.round(plot.valToPos(at, "x", true));
  buckets.forEach((bucket, row) => {
    const top = Math.round(plot.valToPos(row + 1, "y", true));
    const bottom = Math.round(plot.valToPos(row, "y", true));
    bucket.values.forEach((value, i) => {
      if (value > filter) {
        const left = x(time.values[i] - stepMs);
        ctx.fillStyle = colour(share(value));
        ctx.fillRect(left, top, Math.max(1, x(time.values[i]) - left - space), Math.max(1, bottom - top - space));
      }
    });
  });
}

function Legend({ placement, least, most, colour }) {
  const stops = Array.from({ length: 33 }, (_, i) => colour(i / 32)).join(", ");
  const format = (value) => formattedValueToString(getValueFormat("short")(value, value < 1 ? 2 : 0));
  return (
    <VizLayout.Legend placement={placement}>
      <div style={{ display: "flex", alignItems: "center", gap: 8, fontSize: 12, padding: "4px 0" }}>
        {format(least)}
        <div style={{ width: 220, height: 8, background: `linear-gradient(to right, ${stops})` }} />
        {format(most)}
      </div>
    </VizLayout.Legend>
  );
}
