/** Annotations as Grafana shows them: a dashed vertical line, and a small triangle below. */
export function drawMarks(chart, { marks, theme }) {
  const { ctx, bbox } = chart;
  const dot = devicePixelRatio;
  ctx.save();
  for (const { time, color } of marks) {
    const x = Math.round(chart.valToPos(time, "x", true));
    const paint = theme.visualization.getColorByName(color);
    ctx.strokeStyle = ctx.fillStyle = paint;
    ctx.lineWidth = dot;
    ctx.setLineDash([5 * dot, 5 * dot]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.beginPath();
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x - 4 * dot, bbox.top + bbox.height + 5 * dot);
    ctx.lineTo(x + 4 * dot, bbox.top + bbox.height + 5 * dot);
    ctx.fill();
  }
  ctx.restore();
}
