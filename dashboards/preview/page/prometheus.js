/** Asks Prometheus, through the server of this page. Throws what Prometheus says is wrong with a query. */
async function api(path, parameters) {
  const response = await fetch(`/api/v1/${path}?${new URLSearchParams(parameters)}`);
  const text = await response.text();
  const answer = text.startsWith("{") ? JSON.parse(text) : { error: text };
  if (answer.status !== "success") {
    throw new Error(answer.error || `${path}: status ${response.status}`);
  }
  return answer.data;
}

/** A matrix: for each series, its labels and its points. The times are multiples of the step, as Grafana's are. */
export async function range(query, timeRange, stepMs) {
  const align = (time) => Math.floor(time.valueOf() / stepMs) * (stepMs / 1000);
  const data = await api("query_range", {
    query,
    start: align(timeRange.from),
    end: align(timeRange.to),
    step: stepMs / 1000,
  });
  return data.result;
}

/** The same with one point a series. */
export async function instant(query, timeRange) {
  const data = await api("query", { query, time: timeRange.to.valueOf() / 1000 });
  if (data.resultType === "scalar") {
    return [{ metric: {}, values: [data.result] }];
  }
  return data.result.map(({ metric, value }) => ({ metric, values: [value] }));
}

/** The values of a label, of all series or of those that match. */
export function labelValues(label, match, timeRange) {
  const between = { start: timeRange.from.valueOf() / 1000, end: timeRange.to.valueOf() / 1000 };
  return api(`label/${label}/values`, { ...between, ...(match && { "match[]": match }) });
}
