import { dateTimeFormat } from "@grafana/data";

/** What the dashboard is, which variables and time it shows, and who drew it. */
export function Header({ dashboard, context }) {
  const { theme, variables, timeRange } = context;
  const shown = Object.values(variables).filter(({ hide }) => hide !== 2);
  const format = { format: "YYYY-MM-DD HH:mm:ss", timeZone: "utc" };
  return (
    <header style={{ marginBottom: 16 }}>
      <div style={{ display: "flex", justifyContent: "space-between", alignItems: "baseline" }}>
        <h1 style={{ ...theme.typography.h4, margin: 0 }}>{dashboard.title}</h1>
        <small style={{ color: theme.colors.text.secondary }}>
          {dateTimeFormat(timeRange.from, format)} to {dateTimeFormat(timeRange.to, format)} UTC
        </small>
      </div>
      <div style={{ display: "flex", gap: 8, marginTop: 8, alignItems: "center" }}>
        {shown.map((variable) => (
          <Choice key={variable.name} label={variable.label || variable.name} value={variable.shown} theme={theme} />
        ))}
        <small style={{ marginLeft: "auto", color: theme.colors.text.secondary }}>
          Drawn from its JSON by dashboards/preview, with Grafana's panel library and a real Prometheus
        </small>
      </div>
    </header>
  );
}

function Choice({ label, value, theme }) {
  const { colors, shape } = theme;
  const box = { padding: "5px 8px", border: `1px solid ${colors.border.medium}`, fontSize: 12 };
  return (
    <span style={{ display: "inline-flex" }}>
      <span
        style={{ ...box, background: colors.background.secondary, borderRadius: shape.radius.default, borderRight: 0 }}
      >
        {label}
      </span>
      <span style={{ ...box, background: colors.background.primary, color: colors.text.secondary }}>{value}</span>
    </span>
  );
}
