/** Prometheus's answers as data frames, shaped as Grafana's Prometheus data source shapes them. */

/** One frame a series: time and value. */
export function seriesFrames(result, target, stepMs) {
  return result.map(({ metric, values }) => ({
    refId: target.refId,
    length: values.length,
    fields: [
      { name: "Time", type: "time", config: { interval: stepMs }, values: values.map(([seconds]) => seconds * 1000) },
      { name: "Value", type: "number", labels: metric, config: named(metric, target), values: values.map(number) },
    ],
  }));
}

/** Without a name of the data source's, Grafana makes one of the labels. */
function named(metric, { legendFormat, expr }) {
  if (legendFormat === undefined || legendFormat === "__auto") {
    return {};
  }
  return { displayNameFromDS: legendFormat ? legend(legendFormat, metric) : selector(metric) || expr };
}

function legend(format, metric) {
  return format.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label) => metric[label] ?? "");
}

function selector({ __name__ = "", ...labels }) {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return pairs.length > 0 ? `${__name__}{${pairs.join(", ")}}` : __name__;
}

function number([, text]) {
  return { NaN, "+Inf": Infinity, "-Inf": -Infinity }[text] ?? Number(text);
}

/** One frame of all series: a column for the time, each label and the value. */
export function tableFrame(result, target, several) {
  const labels = [...new Set(result.flatMap(({ metric }) => Object.keys(metric)))].sort();
  const rows = result.flatMap(({ metric, values }) => values.map((point) => ({ metric, point })));
  return {
    refId: target.refId,
    length: rows.length,
    fields: [
      { name: "Time", type: "time", config: {}, values: rows.map(({ point }) => point[0] * 1000) },
      ...labels.map((name) => ({
        name,
        type: "string",
        config: {},
        values: rows.map(({ metric }) => metric[name] ?? ""),
      })),
      {
        name: several ? `Value #${target.refId}` : "Value",
        type: "number",
        config: {},
        values: rows.map(({ point }) => number(point)),
      },
    ],
  };
}

/**
 * One frame of a histogram: the time, and a field for each bucket, from the lowest up. Prometheus's buckets count all that
 * is below their bound; these only what is above the bucket before.
 */
export function bucketFrame(result, target, stepMs) {
  const bound = ({ metric }) => number([0, metric.le]);
  const buckets = result.filter(({ metric }) => metric.le).sort((a, b) => bound(a) - bound(b));
  const times = [...new Set(buckets.flatMap(({ values }) => values.map(([seconds]) => seconds)))].sort((a, b) => a - b);
  let below = times.map(() => 0);
  const fields = buckets.map((bucket) => {
    const counts = new Map(bucket.values.map((point) => [point[0], number(point)]));
    const upTo = times.map((time, i) => counts.get(time) ?? below[i]);
    const values = upTo.map((count, i) => Math.max(0, count - below[i]));
    below = upTo;
    return { name: bucket.metric.le, type: "number", labels: { le: bucket.metric.le }, config: {}, values };
  });
  const time = {
    name: "Time",
    type: "time",
    config: { interval: stepMs },
    values: times.map((seconds) => seconds * 1000),
  };
  return { refId: target.refId, length: times.length, fields: [time, ...fields] };
}
