import { PanelChrome } from "@grafana/ui";
import { Component, useEffect, useState } from "react";
import { prepare } from "./fields.js";
import { KINDS, NOT_GRAFANAS } from "./panels/index.js";
import { ask } from "./query.js";

const NOTE_HEIGHT = 14;

/** One panel: its frame, its data, and the drawing of its kind. Reports how it went. */
export function Panel({ panel, box, context }) {
  const [state, setState] = useState({ loading: true });
  useEffect(() => {
    data(panel, box, context).then(
      (frames) => setState({ frames }),
      (error) => setState({ error: error.message }),
    );
  }, []);
  useEffect(() => {
    state.loading || context.report(panel, { error: state.error, empty: !state.error && empty(panel, state.frames) });
  }, [state]);
  return (
    <PanelChrome
      title={context.interpolate(panel.title ?? "")}
      description={panel.description}
      width={box.width}
      height={box.height}
      displayMode={panel.transparent ? "transparent" : "default"}
    >
      {(width, height) => (
        <Guard onError={(error) => setState({ error: `${error.message}` })}>
          <Content panel={panel} state={state} width={width} height={height} context={context} />
        </Guard>
      )}
    </PanelChrome>
  );
}

async function data(panel, box, context) {
  if (!KINDS[panel.type]) {
    throw new Error(`panels of type ${panel.type} are not drawn by the preview`);
  }
  const frames = await ask(panel, box.width, context);
  return frames.length === 0 ? [] : prepare(frames, panel, context);
}

/** Whether there is nothing to see, be it that the chart is drawn. */
function empty({ type }, frames) {
  const values = frames.flatMap(({ fields }) =>
    fields.filter((field) => field.type !== "time").map((field) => field.values),
  );
  return type !== "text" && !values.some((some) => some.some((value) => value !== null && !Number.isNaN(value)));
}

function Content({ panel, state, width, height, context }) {
  if (state.loading) {
    return null;
  }
  if (state.error) {
    return <Message text={state.error} color={context.theme.colors.error.text} width={width} height={height} />;
  }
  if (state.frames.length === 0 && panel.type !== "text") {
    return <Message text={panel.fieldConfig?.defaults?.noValue ?? "No data"} width={width} height={height} />;
  }
  const Kind = KINDS[panel.type];
  const own = NOT_GRAFANAS.has(panel.type);
  return (
    <>
      <Kind
        panel={panel}
        options={panel.options ?? {}}
        frames={state.frames}
        width={width}
        height={own ? height - NOTE_HEIGHT : height}
        context={context}
      />
      {own && <Note theme={context.theme} />}
    </>
  );
}

function Note({ theme }) {
  const style = { fontSize: 10, lineHeight: `${NOTE_HEIGHT}px`, textAlign: "right", color: theme.colors.text.disabled };
  return <div style={style}>drawn by the preview, not by Grafana's library</div>;
}

function Message({ text, color, width, height }) {
  return <div style={{ width, height, display: "grid", placeItems: "center", textAlign: "center", color }}>{text}</div>;
}

/** Tells of what a panel's drawing throws. */
class Guard extends Component {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  componentDidCatch(error) {
    this.props.onError(error);
    this.setState({ failed: false });
  }

  render() {
    return this.state.failed ? null : this.props.children;
  }
}
