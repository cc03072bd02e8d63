import { renderTextPanelMarkdown, textUtil } from "@grafana/data";
import { RenderUserContentAsHTML } from "@grafana/ui";

export function TextPanel({ options, context }) {
  const text = context.interpolate(options.content ?? "");
  const html = options.mode === "html" ? textUtil.sanitize(text) : renderTextPanelMarkdown(text);
  return <RenderUserContentAsHTML className="markdown-html" content={html} />;
}
