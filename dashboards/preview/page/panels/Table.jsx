import { TableNG } from "@grafana/ui/unstable";

export function Table({ panel, options, frames, width, height, context }) {
  return (
    <TableNG
      data={frames[0]}
      width={width}
      height={height}
      noHeader={options.showHeader === false}
      cellHeight={options.cellHeight ?? "sm"}
      sortBy={options.sortBy}
      fieldConfig={panel.fieldConfig}
      timeRange={context.timeRange}
      structureRev={1}
      enableVirtualization={false}
      getActions={() => []}
    />
  );
}
