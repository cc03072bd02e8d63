import { formattedValueToString } from "@grafana/data";
import { VizRepeater } from "@grafana/ui";
import { repeater } from "./values.js";

const START = -210;
const SWEEP = 240;

export function Gauges(props) {
  return (
    <VizRepeater
      {...repeater(props)}
      itemSpacing={8}
      renderValue={({ value, width, height, count }) => (
        <Gauge
          value={value.display}
          field={value.field}
          named={count > 1}
          width={width}
          height={height}
          theme={props.context.theme}
        />
      )}
    />
  );
}

/** An arc from the least to the most, filled up to the value, with the thresholds around it. */
function Gauge({ value, field, named, width, height, theme }) {
  const { min = 0, max = 100 } = field;
  const share = (number) => Math.min(1, Math.max(0, (number - min) / (max - min)));
  const radius = Math.min(width / 2, height / 1.6) - 8;
  const thick = radius / 3.2;
  const steps = field.thresholds?.steps ?? [];
  return (
    <svg width={width} height={height} viewBox={`${-width / 2} ${-radius - 8} ${width} ${height}`}>
      <path d={arc(radius - thick, 0, 1)} stroke={theme.colors.background.secondary} strokeWidth={thick} fill="none" />
      <path d={arc(radius - thick, 0, share(value.numeric))} stroke={value.color} strokeWidth={thick} fill="none" />
      {steps.map((step, i) => (
        <path
          key={step.value}
          d={arc(radius, share(step.value), share(steps[i + 1]?.value ?? max))}
          stroke={theme.visualization.getColorByName(step.color)}
          strokeWidth={radius / 16}
          fill="none"
        />
      ))}
      <text textAnchor="middle" y={radius / 8} fontSize={radius / 2.6} fontWeight={500} fill={value.color}>
        {formattedValueToString(value)}
      </text>
      {named && (
        <text textAnchor="middle" y={radius * 0.62} fontSize={13} fill={theme.colors.text.primary}>
          {value.title}
        </text>
      )}
    </svg>
  );
}

function arc(radius, from, to) {
  const point = (share) => {
    const angle = ((START + share * SWEEP) * Math.PI) / 180;
    return `${radius * Math.cos(angle)} ${radius * Math.sin(angle)}`;
  };
  return `M ${point(from)} A ${radius} ${radius} 0 ${(to - from) * SWEEP > 180 ? 1 : 0} 1 ${point(to)}`;
}
