import { useEffect, useRef, useState } from "react";
import { Header } from "./Header.jsx";
import { Panel } from "./Panel.jsx";
import { height, place } from "./layout.js";

const PADDING = 16;

/** The whole dashboard in full height: nothing scrolls. */
export function Dashboard({ dashboard, panels, context }) {
  const grid = useRef(null);
  const [width, setWidth] = useState(0);
  useEffect(() => setWidth(grid.current.clientWidth), []);
  const { colors } = context.theme;
  return (
    <div style={{ background: colors.background.canvas, color: colors.text.primary, padding: PADDING }}>
      <Header dashboard={dashboard} context={context} />
      <div ref={grid} style={{ position: "relative", height: width && height(panels, width) }}>
        {width > 0 &&
          panels.map((panel) => (
            <Cell key={panel.id} panel={panel} box={place(panel.gridPos, width)} context={context} />
          ))}
      </div>
    </div>
  );
}

function Cell({ panel, box, context }) {
  return (
    <div style={{ position: "absolute", ...box }}>
      {panel.type === "row" ? (
        <Row panel={panel} context={context} />
      ) : (
        <Panel panel={panel} box={box} context={context} />
      )}
    </div>
  );
}

function Row({ panel, context }) {
  const { typography } = context.theme;
  return (
    <div style={{ ...typography.h6, margin: 0, lineHeight: "30px" }}>⌄ {context.interpolate(panel.title ?? "")}</div>
  );
}
