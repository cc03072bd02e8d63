import {
  FieldConfigOptionsRegistry,
  applyFieldOverrides,
  cacheFieldDisplayNames,
  standardTransformers,
  standardTransformersRegistry,
  transformDataFrame,
} from "@grafana/data";
import { firstValueFrom } from "rxjs";

standardTransformersRegistry.setInit(() =>
  unique(Object.values(standardTransformers)).map((one) => ({ id: one.id, name: one.name, transformation: () => one })),
);

const STANDARD = [
  "unit",
  "min",
  "max",
  "decimals",
  "displayName",
  "color",
  "thresholds",
  "mappings",
  "noValue",
  "links",
  "description",
  "filterable",
  "fieldMinMax",
];

/** What Grafana's own panels take where the JSON says nothing. */
const COLOUR = { timeseries: "palette-classic", bargauge: "thresholds" };
const CUSTOM = {
  timeseries: {
    drawStyle: "line",
    lineInterpolation: "linear",
    lineWidth: 1,
    fillOpacity: 0,
    gradientMode: "none",
    showPoints: "auto",
    pointSize: 5,
    spanNulls: false,
    axisPlacement: "auto",
    axisGridShow: true,
    stacking: { mode: "none", group: "A" },
    thresholdsStyle: { mode: "off" },
  },
  "state-timeline": { fillOpacity: 70, lineWidth: 0 },
};

/** The frames after the panel's transformations, each field with its unit, colours, mappings and how to show a value. */
export async function prepare(frames, panel, { theme, timeZone, interpolate }) {
  const transformed = await transform(frames, panel.transformations ?? [], interpolate);
  const fieldConfig = withDefaults(panel);
  const data = applyFieldOverrides({
    data: transformed,
    fieldConfig,
    fieldConfigRegistry: registry(fieldConfig),
    replaceVariables: interpolate,
    theme,
    timeZone,
  });
  cacheFieldDisplayNames(data);
  return data;
}

async function transform(frames, transformations, interpolate) {
  const wanted = transformations.filter(({ disabled }) => !disabled);
  const unknown = wanted.find(({ id }) => !standardTransformersRegistry.getIfExists(id));
  if (unknown) {
    throw new Error(`transformation ${unknown.id}: not known`);
  }
  return firstValueFrom(transformDataFrame(wanted, frames, { interpolate }));
}

function withDefaults({ type, fieldConfig = {} }) {
  const { defaults = {}, overrides = [] } = fieldConfig;
  const thresholds = defaults.thresholds ?? {
    mode: "absolute",
    steps: [
      { color: "green", value: null },
      { color: "red", value: 80 },
    ],
  };
  return {
    defaults: {
      ...defaults,
      color: defaults.color ?? { mode: COLOUR[type] ?? "thresholds" },
      thresholds: fromBottom(thresholds),
      custom: { ...CUSTOM[type], ...defaults.custom },
    },
    overrides: overrides.map((rule) => ({ ...rule, properties: rule.properties.map(fromBottomIfThresholds) })),
  };
}

/** JSON has no infinity: the lowest threshold's value is null there. */
function fromBottom({ mode, steps }) {
  return { mode, steps: steps.map((step, i) => (i === 0 ? { ...step, value: -Infinity } : step)) };
}

function fromBottomIfThresholds(property) {
  return property.id === "thresholds" ? { ...property, value: fromBottom(property.value) } : property;
}

/** The properties that can be set: the standard ones, and every custom one that the panel mentions. */
function registry({ defaults, overrides }) {
  const mentioned = overrides.flatMap(({ properties }) => properties.map(({ id }) => id));
  const custom = [
    ...Object.keys(defaults.custom).map((key) => `custom.${key}`),
    ...mentioned.filter((id) => id.startsWith("custom.")),
  ];
  const items = [
    ...STANDARD.map((id) => item(id, id, false)),
    ...[...new Set(custom)].map((id) => item(id, id.slice("custom.".length), true)),
  ];
  return new FieldConfigOptionsRegistry(() => items);
}

function item(id, path, isCustom) {
  return { id, path, isCustom, name: id, process: (value) => value, shouldApply: (field) => field.type !== "time" };
}

/** Some transformations have two names. */
function unique(transformers) {
  return [...new Map(transformers.map((one) => [one.id, one])).values()];
}
