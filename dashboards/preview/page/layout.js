export const COLUMNS = 24;
const CELL_HEIGHT = 30;
const GAP = 8;

/**
 * The panels of a dashboard in one list, in which collapsed rows are open: what lies below such a row moves down by what
 * the row hides.
 */
export function open(panels) {
  let shift = 0;
  const opened = [];
  for (const panel of [...panels].sort(byPosition)) {
    const hidden = panel.type === "row" && panel.collapsed ? (panel.panels ?? []) : [];
    opened.push(moved(panel, shift));
    if (hidden.length > 0) {
      const top = Math.min(...hidden.map(({ gridPos }) => gridPos.y));
      const below = panel.gridPos.y + panel.gridPos.h - top;
      opened.push(...hidden.map((child) => moved(child, shift + below)));
      shift += Math.max(...hidden.map(({ gridPos }) => gridPos.y + gridPos.h)) - top;
    }
  }
  return opened;
}

function byPosition(a, b) {
  return a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x;
}

function moved(panel, rows) {
  return { ...panel, gridPos: { ...panel.gridPos, y: panel.gridPos.y + rows } };
}

/** Where Grafana puts a panel, in pixels, on a dashboard of this width. */
export function place({ x, y, w, h }, width) {
  const column = (width - GAP * (COLUMNS - 1)) / COLUMNS;
  return {
    left: Math.round(x * (column + GAP)),
    top: y * (CELL_HEIGHT + GAP),
    width: Math.round(w * column + (w - 1) * GAP),
    height: h * CELL_HEIGHT + (h - 1) * GAP,
  };
}

/** How high all of them are together, in pixels. */
export function height(panels, width) {
  return Math.max(0, ...panels.map(({ gridPos }) => place(gridPos, width)).map((box) => box.top + box.height));
}
