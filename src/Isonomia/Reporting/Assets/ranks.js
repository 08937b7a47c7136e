// Critical-difference diagram (Demšar 2006): average ranks on a line, bars join methods that the data cannot tell apart.
isonomia.plots.ranks = (data, choice, width, p) => {
  const narrow = width < 560, side = narrow ? width * 0.34 : Math.min(240, width * 0.3), n = data.names.length;
  const order = data.names.map((_, i) => i).sort((a, b) => data.ranks[a] - data.ranks[b]);
  const x = r => side + (r - 1) / Math.max(1, n - 1) * (width - 2 * side), axisY = 58, half = Math.ceil(n / 2);
  const barsTop = axisY + 14, namesTop = barsTop + data.cliques.length * 9 + 16, graphic = [];
  const line = (x1, y1, x2, y2, w, color) => graphic.push({ type: "line", silent: true, shape: { x1, y1, x2, y2 }, style: { stroke: color || p.ink, lineWidth: w } });
  const text = (t, tx, ty, align, bold) => graphic.push({ type: "text", silent: true, style: { text: t, x: tx, y: ty, textAlign: align, align, fill: p.ink, font: (bold ? "600 " : "") + "12.5px " + isonomia.font } });
  line(x(1), axisY, x(n), axisY, 1.4);
  for (let r = 1; r <= n; r++) { line(x(r), axisY - 6, x(r), axisY, 1.2); text(String(r), x(r), axisY - 22, "center"); }
  if (data.cd) { line(x(1), 16, x(1 + Math.min(data.cd, n - 1)), 16, 3, p.series[1]); text("critical difference " + isonomia.number(data.cd), x(1), 0, "left"); }
  data.cliques.forEach((c, i) => { const rs = c.map(k => data.ranks[k]); line(x(Math.min(...rs)) - 4, barsTop + i * 9, x(Math.max(...rs)) + 4, barsTop + i * 9, 4.5, p.series[0]); });
  order.forEach((k, i) => {
    const onLeft = i < half, y = namesTop + (onLeft ? i : n - 1 - i) * 24, px = x(data.ranks[k]), edge = onLeft ? side - 8 : width - side + 8;
    line(px, axisY, px, y, 1, p.line); line(px, y, edge, y, 1, p.line);
    text(isonomia.cut(data.names[k], Math.floor(side / 7.4) - 5) + "  " + data.ranks[k].toFixed(2), onLeft ? edge - 4 : edge + 4, y - 7, onLeft ? "right" : "left", i === 0);
  });
  return { option: { ...isonomia.base(p), graphic }, height: namesTop + half * 24 + 8 };
};
// Overall value against gap; the front joins the models that no other beats on both.
isonomia.plots.pareto = (data, choice, width, p) => {
  const front = data.points.filter(q => q.front).sort((a, b) => a.x - b.x), name = q => isonomia.cut(isonomia.plain(q.n), width < 560 ? 14 : 26);
  const xs = isonomia.ticks(Math.min(...data.points.map(q => q.x)), Math.max(...data.points.map(q => q.x)));
  const ys = isonomia.ticks(0, Math.max(...data.points.map(q => q.y)));
  const dots = (list, symbol, color, label) => ({ name: label, type: "scatter", symbol, symbolSize: 13, color, data: list.map(q => ({ value: [q.x, q.y], q })), label: { show: true, position: "top", color: p.ink, fontSize: 12, formatter: a => name(a.data.q) }, labelLayout: { moveOverlap: "shiftY", hideOverlap: false } });
  const axis = { type: "value", nameLocation: "middle", nameTextStyle: { color: p.soft }, axisLabel: { color: p.soft, formatter: isonomia.short }, splitLine: { lineStyle: { color: p.grid } } };
  const option = {
    ...isonomia.base(p), grid: { left: 62, right: 30, top: 56, bottom: 52 },
    legend: { top: 0, left: 0, textStyle: { color: p.ink } },
    xAxis: { ...axis, ...xs, name: data.xName + (data.better < 0 ? "  ← lower is better" : "  higher is better →"), nameGap: 30 },
    yAxis: { ...axis, ...ys, name: data.yName + "  ← lower is better", nameGap: 42 },
    series: [{ type: "line", silent: true, step: data.better < 0 ? "end" : "start", symbol: "none", data: front.map(q => [q.x, q.y]), lineStyle: { color: p.series[0], width: 1.6, type: [6, 4] } },
      dots(front, "diamond", p.series[0], "on the front"), dots(data.points.filter(q => !q.front), "emptyCircle", p.series[6], "beaten on both")],
  };
  option.tooltip.formatter = a => "<b>" + isonomia.escape(a.data.q.n) + "</b><br>" + isonomia.number(a.data.q.x) + " · gap " + isonomia.number(a.data.q.y);
  return { option, height: 420 };
};
