import { BarGauge, VizRepeater } from "@grafana/ui";
import { repeater } from "./values.js";

export function BarGauges(props) {
  const { options, context } = props;
  return (
    <VizRepeater
      {...repeater(props)}
      itemSpacing={10}
      minVizWidth={options.minVizWidth ?? 8}
      minVizHeight={options.minVizHeight ?? 16}
      maxVizHeight={options.maxVizHeight ?? 300}
      renderValue={({ value, width, height, orientation, alignmentFactors }) => (
        <BarGauge
          value={value.display}
          field={value.field}
          display={value.view?.getFieldDisplayProcessor(value.colIndex)}
          width={width}
          height={height}
          orientation={orientation}
          alignmentFactors={alignmentFactors}
          displayMode={options.displayMode ?? "gradient"}
          valueDisplayMode={options.valueMode ?? "color"}
          namePlacement={options.namePlacement ?? "auto"}
          showUnfilled={options.showUnfilled ?? true}
          text={options.text}
          itemSpacing={10}
          lcdCellWidth={12}
          theme={context.theme}
        />
      )}
    />
  );
}
