import { BarGauges } from "./BarGauges.jsx";
import { Gauges } from "./Gauges.jsx";
import { Heatmap } from "./Heatmap.jsx";
import { StateTimeline } from "./StateTimeline.jsx";
import { Stats } from "./Stats.jsx";
import { Table } from "./Table.jsx";
import { TextPanel } from "./TextPanel.jsx";
import { TimeSeriesPanel } from "./TimeSeriesPanel.jsx";

/** How each kind of panel is drawn. */
export const KINDS = {
  timeseries: TimeSeriesPanel,
  stat: Stats,
  gauge: Gauges,
  bargauge: BarGauges,
  table: Table,
  text: TextPanel,
  heatmap: Heatmap,
  "state-timeline": StateTimeline,
};

/** The kinds that Grafana's library does not export; these are drawn by the preview, and say so. */
export const NOT_GRAFANAS = new Set(["heatmap", "state-timeline", "gauge"]);
