// Bars in rows: length, interval and a mark for the reference; words at the end of each row.
isonomia.plots.bars = (data, choice, width, p) => {
  const rows = data.rows, narrow = width < 560, finite = v => v !== null && v !== undefined;
  const all = rows.flatMap(r => [r[1], r[3], r[4]]).filter(finite), scale = isonomia.ticks(0, Math.max(...all, data.share ? 0.01 : 1));
  const longest = Math.max(...rows.map(r => r[0].length), 6);
  const left = Math.min(Math.max(80, longest * 7.1 + 16), width * (narrow ? 0.36 : 0.32)), fits = Math.floor(left / 6.9);
  const words = Math.max(...rows.map(r => r[5].length)), right = narrow ? 16 : Math.min(words * 6.6 + 20, width * 0.36), step = narrow ? 40 : 30;
  const percent = v => (100 * v).toFixed(v < 0.0995 && v > 0 ? 1 : 0) + " %";
  const draw = (_, api) => {
    const i = api.value(0), r = rows[i], [x0, y] = api.coord([0, i]), x1 = api.coord([r[1], i])[0], h = narrow ? 14 : 16;
    const children = [{ type: "rect", shape: { x: x0, y: y - h / 2, width: Math.max(r[1] > 0 ? 1.5 : 0, x1 - x0), height: h, r: 2 }, style: { fill: p.series[0], opacity: 0.85 } }];
    if (finite(r[2]) && finite(r[3])) {
      const a = api.coord([r[2], i])[0], b = api.coord([r[3], i])[0], style = { stroke: p.ink, lineWidth: 1.6 };
      children.push({ type: "line", shape: { x1: a, y1: y, x2: b, y2: y }, style });
      [a, b].forEach(c => children.push({ type: "line", shape: { x1: c, y1: y - 4, x2: c, y2: y + 4 }, style }));
    }
    if (finite(r[4])) {
      const m = api.coord([r[4], i])[0];
      children.push({ type: "line", shape: { x1: m, y1: y - h / 2 - 4, x2: m, y2: y + h / 2 + 4 }, style: { stroke: p.surface, lineWidth: 6 } });
      children.push({ type: "line", shape: { x1: m, y1: y - h / 2 - 4, x2: m, y2: y + h / 2 + 4 }, style: { stroke: p.found, lineWidth: 3 } });
    }
    const text = narrow ? { x: x0, y: y + h / 2 + 2 } : { x: width - right + 10, y: y - 6 };
    children.push({ type: "text", style: { text: r[5], ...text, fill: p.ink, font: (narrow ? 11 : 12.5) + "px " + isonomia.font } });
    return { type: "group", children };
  };
  const option = {
    ...isonomia.base(p),
    grid: { left, right, top: 40, bottom: 26, outerBoundsMode: "none" },
    xAxis: { type: "value", ...scale, position: "top", axisLabel: { color: p.soft, hideOverlap: true, formatter: v => data.share ? percent(v) : isonomia.short(v) }, splitLine: { lineStyle: { color: p.grid } } },
    yAxis: { type: "category", inverse: true, data: rows.map((_, i) => i), axisTick: { show: false }, axisLine: { show: false }, axisLabel: { interval: 0, margin: 8, color: p.ink, fontSize: 13, formatter: i => isonomia.cut(isonomia.plain(rows[i][0]), fits) } },
    title: { text: data.axis + (data.mark ? "   ▏ " + data.mark : ""), left: "center", bottom: 0, textStyle: { fontSize: 12, fontWeight: 400, color: p.soft } },
    series: [{ type: "custom", renderItem: draw, clip: false, data: rows.map((r, i) => [i, r[1]]), encode: { x: 1, y: 0 }, z: 3 }],
  };
  option.tooltip.formatter = q => "<b>" + isonomia.escape(rows[q.value[0]][0]) + "</b><br>" + isonomia.escape(rows[q.value[0]][5]);
  return { option, height: rows.length * step + 70 };
};
