const ALL = "$__all";
const NAME = /\$\{(\w+)(?::(\w+))?\}|\[\[(\w+)\]\]|\$(\w+)/g;

/**
 * The variables of a dashboard with the values that Grafana chooses when it is opened: those that its JSON names as
 * current, if they exist. `ask` gives label values from Prometheus.
 */
export async function resolve(list, ask) {
  const found = {};
  for (const variable of list) {
    const known = await choices(variable, found, ask);
    found[variable.name] = { ...variable, ...choose(variable, known), known };
  }
  return found;
}

async function choices(variable, found, ask) {
  switch (variable.type) {
    case "datasource":
      return ["Prometheus"];
    case "query":
      return filter(variable, await query(interpolate(text(variable), found), ask));
    case "custom":
    case "interval":
      return variable.query.split(",").map((value) => value.split(" : ").at(-1).trim());
    default:
      return [variable.query ?? variable.current?.value ?? ""];
  }
}

function text(variable) {
  return typeof variable.query === "string" ? variable.query : variable.query.query;
}

async function query(asked, ask) {
  const match = asked.match(/^label_values\((?:(.+),\s*)?(\w+)\)$/);
  if (!match) {
    throw new Error(`${asked}: not a query of variables that the preview knows (expected: label_values)`);
  }
  return ask.labelValues(match[2], match[1]);
}

function filter(variable, values) {
  const regex = variable.regex?.match(/^\/(.*)\/$/)?.[1];
  return [...values].filter((value) => !regex || new RegExp(regex).test(value)).sort();
}

function choose(variable, known) {
  const wanted = [variable.current?.value ?? []].flat();
  const valid = wanted.filter((value) => known.includes(value));
  if (variable.includeAll && (wanted.includes(ALL) || valid.length === 0)) {
    return { all: true, values: known, shown: "All" };
  }
  const values = valid.length > 0 ? valid : known.slice(0, 1);
  return { all: false, values, shown: values.join(" + ") };
}

/** Text in which the names of variables and of the macros given are replaced as Grafana does for Prometheus. */
export function interpolate(text, variables, macros = {}) {
  return text.replace(NAME, (whole, braced, format, bracketed, plain) => {
    const name = braced ?? bracketed ?? plain;
    if (name in macros) {
      return macros[name];
    }
    return name in variables ? value(variables[name], format) : whole;
  });
}

function value(variable, format) {
  if (format === "text") {
    return variable.shown;
  }
  if (variable.all && variable.allValue) {
    return variable.allValue;
  }
  if (!variable.multi && !variable.includeAll) {
    return variable.values.join(",");
  }
  const escaped = variable.values.map((one) => one.replace(/[\\^$*+?.()|[\]{}]/g, "\\\\$&"));
  return escaped.length === 1 ? escaped[0] : `(${escaped.join("|")})`;
}
