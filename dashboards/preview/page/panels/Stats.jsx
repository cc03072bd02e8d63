import { BigValue, VizRepeater } from "@grafana/ui";
import { repeater } from "./values.js";

export function Stats(props) {
  const { options, context } = props;
  return (
    <VizRepeater
      {...repeater(props)}
      itemSpacing={3}
      autoGrid
      renderValue={({ value, width, height, alignmentFactors, count }) => (
        <BigValue
          value={value.display}
          sparkline={value.sparkline}
          width={width}
          height={height}
          count={count}
          alignmentFactors={alignmentFactors}
          colorMode={options.colorMode ?? "value"}
          graphMode={options.graphMode ?? "area"}
          justifyMode={options.justifyMode ?? "auto"}
          textMode={options.textMode ?? "auto"}
          text={options.text}
          theme={context.theme}
        />
      )}
    />
  );
}
